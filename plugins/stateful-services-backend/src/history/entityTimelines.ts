import { ServiceUnavailableError } from '@backstage/errors';
import {
  EntityReport,
  Timeline,
} from 'backstage-plugin-stateful-services-common';
import { Knex } from 'knex';
import { Inventory } from '../inventory/inventory';
import { readTimeline } from './operations/readTimeline';
import { readCursor, writeCursor } from './timelineCursor';
import { within } from './within';

/** How long a page waits for the database before it hears that it is away. */
const PATIENCE_MS = 5_000;

export interface TimelinePage {
  readonly limit: number;
  readonly cursor?: string;
}

/** Tells what has happened to the sets of an entity. */
export class EntityTimelines {
  constructor(
    private readonly knex: Knex,
    private readonly inventory: Inventory,
  ) {}

  /**
   * @throws InputError for a cursor that is none, ServiceUnavailableError while the database does not answer.
   */
  async read(report: EntityReport, page: TimelinePage): Promise<Timeline> {
    const { entityRef, generatedAt } = report;
    const { items, next } = await this.#readEntries(report, page);
    return {
      entityRef,
      generatedAt,
      items,
      ...(next && { nextCursor: writeCursor(next) }),
      durations: this.#durationsOf(report),
      paused: pausedOf(report),
    };
  }

  async #readEntries(
    { statefulSets, entityRef }: EntityReport,
    { limit, cursor }: TimelinePage,
  ): ReturnType<typeof readTimeline> {
    const after = cursor === undefined ? undefined : readCursor(cursor);
    if (statefulSets.length === 0) {
      return { items: [] };
    }
    try {
      return await within(
        PATIENCE_MS,
        'Reading the history',
        readTimeline(this.knex, {
          sets: statefulSets,
          limit,
          ...(after && { after }),
        }),
      );
    } catch (cause) {
      throw new ServiceUnavailableError(
        `The history of ${entityRef} cannot be read now, because its database does not answer. What happens meanwhile is kept; try again`,
        cause,
      );
    }
  }

  #durationsOf({ statefulSets }: EntityReport): Timeline['durations'] {
    return statefulSets.flatMap(({ key, cluster, ...set }) => {
      const history = this.inventory.clusters
        .find(({ name }) => name === cluster)
        ?.rolloutHistoryOf(set);
      return history?.read ? [{ key, ...history.value }] : [];
    });
  }
}

/** Nothing is recorded of a cluster while what it says is old or missing. */
function pausedOf({ clusters }: EntityReport): Timeline['paused'] {
  return clusters
    .filter(({ state }) => state !== 'synced' && state !== 'partial')
    .map(({ title, message }) => ({
      cluster: title,
      message: message ?? 'It is being read for the first time.',
    }));
}
