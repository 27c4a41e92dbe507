import { ClusterInventory } from './clusterInventory';
import { InventoryChange, InventoryListener } from './inventoryChange';

/** All clusters, in the order in which they were named. */
export class Inventory {
  readonly #clusters = new Map<string, ClusterInventory>();
  readonly #listeners: InventoryListener[] = [];

  constructor(private readonly now: () => number) {}

  addCluster(cluster: {
    readonly name: string;
    readonly title: string;
  }): ClusterInventory {
    const inventory = new ClusterInventory({
      ...cluster,
      now: this.now,
      onChange: change => this.announce(change),
    });
    this.#clusters.set(cluster.name, inventory);
    return inventory;
  }

  get clusters(): readonly ClusterInventory[] {
    return [...this.#clusters.values()];
  }

  /** Listeners must not throw: they are called while a watch is being read. */
  onChange(listener: InventoryListener): void {
    this.#listeners.push(listener);
  }

  /** Tells all listeners of a change, also of one that nothing but time has brought. */
  announce(change: InventoryChange): void {
    for (const listener of this.#listeners) {
      listener(change);
    }
  }
}
