import { inOrderOfWrites } from './order';

const deleted = (name: string, at: number, resourceVersion: number) => ({
  line: { at, deleted: name },
  resourceVersion,
});

describe('inOrderOfWrites', () => {
  it('puts what a slow watch said where it was written, no later than what overtook it', () => {
    const said = [
      deleted('StatefulSet/shop/web', 100, 7),
      deleted('Pod/shop/web-0', 130, 5),
      deleted('Pod/shop/web-1', 131, 8),
    ];

    expect(inOrderOfWrites(said)).toEqual([
      { at: 100, deleted: 'Pod/shop/web-0' },
      { at: 100, deleted: 'StatefulSet/shop/web' },
      { at: 131, deleted: 'Pod/shop/web-1' },
    ]);
  });

  it('keeps the order of a single watch', () => {
    const said = [
      deleted('Pod/shop/web-0', 1, 9),
      deleted('Pod/shop/web-1', 2, 10),
      deleted('Pod/shop/web-2', 3, 11),
    ];

    expect(inOrderOfWrites(said)).toEqual(said.map(({ line }) => line));
  });
});
