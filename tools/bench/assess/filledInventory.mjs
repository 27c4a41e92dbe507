/**
 * The backend's inventory with one cluster in it that has been read completely.
 *
 * @param {object} sources of sources.cjs
 * @param {readonly object[]} objects raw, as an API server returns them
 * @param {number} now milliseconds since the epoch
 */
export function filledInventory(sources, objects, now) {
  const { Inventory, watchedResources, project } = sources;
  const inventory = new Inventory(() => now);
  const cluster = inventory.addCluster({ name: 'bench', title: 'bench' });
  const byKind = Map.groupBy(objects, ({ kind }) => kind);
  for (const resource of Object.values(watchedResources)) {
    const sink = cluster.sink(resource.name);
    const own = byKind.get(resource.kind) ?? [];
    sink.replaceAll(own.map(object => project(resource, object)));
    sink.report({ synced: true, state: 'synced', since: now });
  }
  return { inventory, cluster };
}
