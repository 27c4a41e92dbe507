import { watchedResources } from 'backstage-plugin-stateful-services-common';
import { rawPod } from '../__testUtils__/objects';
import { sharingNeighbours } from './sharingNeighbours';

it('holds once what the records of two pods that follow one another have in common', () => {
  const { parse } = sharingNeighbours(watchedResources.pods);
  const [first, second] = [0, 1].map(ordinal => {
    const { metadata, ...rest } = rawPod('cart', ordinal);
    return parse({
      ...rest,
      metadata: { resourceVersion: '1', ...metadata },
    });
  });
  expect(second?.owner).toBe(first?.owner);
  expect(second?.images).toBe(first?.images);
  expect(second?.name).toBe('cart-1');
  expect(first?.name).toBe('cart-0');
});
