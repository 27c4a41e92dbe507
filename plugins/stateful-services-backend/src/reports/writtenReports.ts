import { hash } from 'node:crypto';
import { Entity } from '@backstage/catalog-model';
import { EntityReport } from 'backstage-plugin-stateful-services-common';
import { Inventory } from '../inventory/inventory';

/** What time alone changes in a report, the page may see this much later. */
const KEPT_MS = 1_000;

/** A report as it is sent. */
export interface WrittenReport {
  readonly bytes: Buffer;
  /** Weak, as the bytes may be compressed on their way. */
  readonly etag: string;
}

interface KeptReport extends WrittenReport {
  readonly writtenAt: number;
  /** Changes of the inventory until then. */
  readonly changes: number;
}

/**
 * Makes and writes the report of an entity once for all who ask within a second in which nothing changes, as many pages do when
 * they are told of a change.
 *
 * @remarks Kept with the entity as the catalog has answered it: another answer has another report.
 */
export class WrittenReports {
  readonly #kept = new WeakMap<Entity, KeptReport>();
  #changes = 0;

  constructor(
    inventory: Inventory,
    private readonly now: () => number,
    private readonly make: (entity: Entity) => EntityReport,
  ) {
    inventory.onChange(() => {
      this.#changes += 1;
    });
  }

  of(entity: Entity): WrittenReport {
    const kept = this.#kept.get(entity);
    if (
      kept?.changes === this.#changes &&
      this.now() - kept.writtenAt < KEPT_MS
    ) {
      return kept;
    }
    const written = this.#write(entity);
    this.#kept.set(entity, written);
    return written;
  }

  #write(entity: Entity): KeptReport {
    const bytes = Buffer.from(JSON.stringify(this.make(entity)));
    return {
      bytes,
      etag: `W/"${hash('sha256', bytes, 'base64url')}"`,
      writtenAt: this.now(),
      changes: this.#changes,
    };
  }
}
