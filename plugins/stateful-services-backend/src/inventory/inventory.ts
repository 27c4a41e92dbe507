import { ClusterInventory } from './clusterInventory';
import { InventoryChange, InventoryListener } from './inventoryChange';

/** All clusters, in the order in which they were named. */
export class Inventory {
  readonly #clusters = new Map<string, ClusterInventory>();
  readonly #listeners = new Set<InventoryListener>();

  constructor(private readonly now: () => number) {}

  addCluster(cluster: {
    readonly name: string;
    readonly title: string;
  }): ClusterInventory {
    const inventory: ClusterInventory = new ClusterInventory({
      ...cluster,
      now: this.now,
      onChange: change => {
        // A watch that ends may still have something to say.
        if (this.#clusters.get(cluster.name) === inventory) {
          this.announce(change);
        }
      },
    });
    this.#clusters.set(cluster.name, inventory);
    return inventory;
  }

  /** Nothing is said of the cluster any more. */
  removeCluster(name: string): void {
    this.#clusters.delete(name);
    this.announce({ kind: 'cluster', cluster: name });
  }

  get clusters(): readonly ClusterInventory[] {
    return [...this.#clusters.values()];
  }

  /** Listeners must not throw: they are called while a watch is being read. Returns what ends the listening. */
  onChange(listener: InventoryListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Tells all listeners of a change, also of one that nothing but time has brought. */
  announce(change: InventoryChange): void {
    for (const listener of this.#listeners) {
      listener(change);
    }
  }
}
