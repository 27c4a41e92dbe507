import { Bench } from './bench';
import { eventually } from './eventually';
import { watch, Watching } from './watching';

export function describeWatching(bench: Bench): void {
  const of = () => ({
    resource: 'secrets' as const,
    namespace: bench().namespace,
  });
  const open: Watching[] = [];
  const start = async (query: Record<string, string>) => {
    const watching = await watch(bench().client, of(), query);
    open.push(watching);
    return watching;
  };
  const create = (name: string, labels: Record<string, string> = {}) =>
    bench().client.create('secrets', {
      metadata: { ...bench().at(name), labels },
    });
  const label = (name: string, labels: Record<string, string | null>) =>
    bench().client.merge('secrets', bench().at(name), { metadata: { labels } });
  const said = ({ events }: Watching) =>
    events
      .filter(({ type }) => type !== 'BOOKMARK')
      .map(({ type, object }) => `${type} ${object.metadata.name}`);

  describe('watching', () => {
    afterEach(() => open.splice(0).forEach(watching => watching.stop()));

    it('tells every change after a version, in order, and again from any version in between', async () => {
      const { metadata } = await create('before');
      const resourceVersion = metadata.resourceVersion;
      const watching = await start({ resourceVersion });
      const { metadata: added } = await create('a');
      await label('a', { x: '1' });
      await bench().client.delete('secrets', bench().at('a'));
      const all = ['ADDED a', 'MODIFIED a', 'DELETED a'];
      await eventually(() => expect(said(watching)).toEqual(all));
      const versions = watching.events.map(({ object }) =>
        Number(object.metadata.resourceVersion),
      );
      expect(versions).toEqual([...versions].sort((a, b) => a - b));
      expect(new Set(versions).size).toBe(3);
      const resumed = await start({ resourceVersion: added.resourceVersion });
      await eventually(() => expect(said(resumed)).toEqual(all.slice(1)));
    });

    it('tells what is there first when no version is named', async () => {
      await create('a');
      const watching = await start({});
      await eventually(() => expect(said(watching)).toEqual(['ADDED a']));
    });

    it('shows an object that leaves the selection as deleted, and one that enters as added', async () => {
      const { metadata } = await create('a');
      const watching = await start({
        resourceVersion: metadata.resourceVersion,
        labelSelector: 'tier=gold',
      });
      await label('a', { tier: 'gold' });
      await label('a', { tier: 'gold', x: '1' });
      await label('a', { tier: 'silver' });
      await eventually(() =>
        expect(said(watching)).toEqual(['ADDED a', 'MODIFIED a', 'DELETED a']),
      );
      const [, , gone] = watching.events;
      expect(gone?.object.metadata.labels).toMatchObject({ tier: 'gold' });
    });

    it('lists through the watch and marks where the list ends', async () => {
      await create('a');
      await create('b');
      const watching = await start({
        sendInitialEvents: 'true',
        allowWatchBookmarks: 'true',
        resourceVersionMatch: 'NotOlderThan',
      });
      await eventually(() =>
        expect(watching.events.map(({ type }) => type)).toEqual([
          'ADDED',
          'ADDED',
          'BOOKMARK',
        ]),
      );
      const bookmark = watching.events[2]?.object;
      expect(bookmark).toMatchObject({ kind: 'Secret', apiVersion: 'v1' });
      expect(bookmark?.metadata.annotations).toEqual({
        'k8s.io/initial-events-end': 'true',
      });
      await create('c');
      await eventually(() => expect(said(watching).at(-1)).toBe('ADDED c'));
      expect(
        Number(watching.events.at(-1)?.object.metadata.resourceVersion),
      ).toBeGreaterThan(Number(bookmark?.metadata.resourceVersion));
    });

    it('refuses to list through the watch without the version match', async () => {
      const watching = await start({ sendInitialEvents: 'true' });
      expect(watching.code).toBe(422);
    });

    it('ends when its time is up', async () => {
      await create('a');
      const watching = await start({ timeoutSeconds: '1' });
      await eventually(() => expect(watching.ended()).toBe(true));
      expect(said(watching)).toEqual(['ADDED a']);
    });
  });
}
