import {
  ResourceName,
  watchedResources,
} from 'backstage-plugin-stateful-services-common';
import { Inventory } from '../inventory/inventory';
import { project } from '../watching/projection';
import { RawObject, rawNode } from './objects';

function versioned(object: RawObject): RawObject {
  return {
    ...object,
    metadata: { ...object.metadata, resourceVersion: '1' },
  };
}

/** Two clusters: `east` holds what is given and the node of its pods, `west` refuses connections. */
export function fillInventory(
  now: number,
  objects: Partial<Record<ResourceName, readonly RawObject[]>>,
): Inventory {
  const inventory = new Inventory(() => now);
  const held = { nodes: [rawNode()], ...objects };
  const east = inventory.addCluster({ name: 'east', title: 'East' });
  const west = inventory.addCluster({ name: 'west', title: 'west' });
  const fill = <TName extends ResourceName>(name: TName) => {
    const sink = east.sink(name);
    sink.report({ synced: true, state: 'synced', since: now });
    sink.replaceAll(
      (held[name] ?? []).map(object =>
        project(watchedResources[name], versioned(object)),
      ),
    );
  };
  for (const { name } of Object.values(watchedResources)) {
    fill(name);
    west.sink(name).report({
      synced: false,
      state: 'unreachable',
      since: now,
      message: 'GET https://west: the connection was refused',
    });
  }
  return inventory;
}
