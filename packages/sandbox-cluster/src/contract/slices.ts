import { Bench } from './bench';
import { eventually } from './eventually';

export function describeSlices(bench: Bench): void {
  const createService = (clusterIP?: string) =>
    bench().client.create('services', {
      metadata: bench().at('web'),
      spec: {
        ...(clusterIP && { clusterIP }),
        selector: { app: 'web' },
        ports: [{ port: 80 }],
      },
    });
  const headless = async () =>
    (await bench().client.list('endpointslices', bench().namespace)).filter(
      ({ metadata }) =>
        'service.kubernetes.io/headless' in (metadata.labels ?? {}),
    );
  const targets = async () =>
    (await headless())
      .flatMap(({ endpoints }) => endpoints ?? [])
      .flatMap(({ targetRef }) => targetRef?.uid ?? [])
      .sort();
  const uids = async () =>
    (await bench().pods()).map(({ metadata }) => metadata.uid).sort();

  describe('slices of Services', () => {
    it('of a headless one are labelled as such and name each member, also after it was replaced', async () => {
      await createService('None');
      await bench().createSet({ replicas: 2 });
      await bench().allReady(2);
      await eventually(async () =>
        expect(await targets()).toEqual(await uids()),
      );
      expect(await headless()).toMatchObject([
        { metadata: { labels: { 'kubernetes.io/service-name': 'web' } } },
      ]);
      const before = await uids();
      await bench().client.delete('pods', bench().at('web-1'));
      await eventually(async () => {
        expect(await uids()).not.toEqual(before);
        expect(await targets()).toEqual(await uids());
      });
    });

    it('of one with an address are not among those of headless ones', async () => {
      await createService('None');
      await bench().client.create('services', {
        metadata: bench().at('front'),
        spec: { selector: { app: 'web' }, ports: [{ port: 80 }] },
      });
      await bench().createSet({ replicas: 1 });
      await bench().allReady(1);
      await eventually(async () =>
        expect(await targets()).toEqual(await uids()),
      );
      expect(
        (await headless()).map(
          ({ metadata }) => metadata.labels?.['kubernetes.io/service-name'],
        ),
      ).toEqual(['web']);
    });
  });
}
