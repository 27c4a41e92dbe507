import {
  DatabaseService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { toError } from '@backstage/errors';
import { Knex } from 'knex';
import { Inventory } from '../inventory/inventory';
import { InventoryListener } from '../inventory/inventoryChange';
import { AssessmentCache } from '../reports/assessmentCache';
import { recordKey } from '../watching/projection';
import { EntityTimelines } from './entityTimelines';
import { HistoryEntry } from './historyEntry';
import { HistoryJournal } from './historyJournal';
import { HistoryRecorder } from './historyRecorder';
import { migrate } from './migrate';
import { readDurations } from './operations/readDurations';
import { readOpenTraces } from './operations/readOpenTraces';
import { writeEntries } from './operations/writeEntries';
import { scheduleRetention } from './scheduleRetention';
import { SetTrace } from './setTrace';
import { within } from './within';

/** A statement that hangs longer has lost its connection; repeating it does no harm. */
const STATEMENTS_MS = 30_000;

export interface HistoryOptions {
  readonly config: Config;
  readonly database: DatabaseService;
  readonly scheduler: SchedulerService;
  readonly logger: LoggerService;
  readonly inventory: Inventory;
  readonly assessments: AssessmentCache;
  /** Told of the sets of which something has been written. Must not throw. */
  readonly onWritten: InventoryListener;
  readonly now: () => number;
}

export interface History {
  /** For what is told from the history. */
  readonly knex: Knex;
  readonly timelines: EntityTimelines;
  /** Writes what is still to be written, if the database answers soon. */
  stop(): Promise<void>;
}

async function openDatabase(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) {
    await migrate(knex);
  }
  return knex;
}

/** Follows how long the members of sets take, from what is written. */
function followDurations(knex: Knex, { inventory, logger }: HistoryOptions) {
  const load = async (
    name: string,
    sets?: Parameters<typeof readDurations>[2],
  ) => {
    const cluster = inventory.clusters.find(known => known.name === name);
    cluster?.addRolloutHistory(await readDurations(knex, name, sets));
  };
  return {
    load,
    /** The figures are then a few samples old, which the next replacement mends. */
    async refresh(entries: readonly HistoryEntry[]): Promise<void> {
      const replaced = entries.flatMap(entry =>
        entry.kind === 'memberReplaced' && entry.replacement.availableAt
          ? [entry.set]
          : [],
      );
      try {
        for (const cluster of new Set(replaced.map(set => set.cluster))) {
          await load(
            cluster,
            replaced.filter(set => set.cluster === cluster),
          );
        }
      } catch (error) {
        logger.debug(`Durations could not be read again: ${error}`);
      }
    },
  };
}

/** The sets that are there still, as they are now. */
function announceWritten(
  entries: readonly HistoryEntry[],
  { inventory, onWritten }: HistoryOptions,
): void {
  for (const { name, tables } of inventory.clusters) {
    const keys = new Set(
      entries
        .filter(({ set }) => set.cluster === name)
        .map(({ set }) => recordKey(set.namespace, set.name)),
    );
    const sets = [...keys].flatMap(key => tables.statefulsets.get(key) ?? []);
    if (sets.length > 0) {
      onWritten({ kind: 'sets', cluster: name, sets });
    }
  }
}

/** Records what happens to all sets, and tells it. */
export async function startHistory(options: HistoryOptions): Promise<History> {
  const { database, inventory, assessments, logger, now } = options;
  const knex = await openDatabase(database);
  const durations = followDurations(knex, options);
  const journal = new HistoryJournal({
    write: entries =>
      within(STATEMENTS_MS, 'Writing history', writeEntries(knex, entries)),
    probe: async () => {
      await within(STATEMENTS_MS, 'Asking the database', knex.raw('select 1'));
    },
    onWritten: entries => {
      announceWritten(entries, options);
      void durations.refresh(entries);
    },
    logger,
  });

  async function readTraces(
    cluster: string,
  ): Promise<readonly SetTrace[] | undefined> {
    try {
      await durations.load(cluster);
      return await readOpenTraces(knex, cluster);
    } catch (error) {
      logger.warn(
        `The history of cluster ${cluster} cannot be read; what happens there is not recorded until then: ${toError(error).message}`,
      );
      return undefined;
    }
  }

  const recorder = new HistoryRecorder({
    inventory,
    assess: (cluster, set) => assessments.assess(cluster, set),
    journal,
    readTraces,
    now,
    logger,
  });
  inventory.onChange(change => recorder.changed(change));
  await scheduleRetention(knex, options);
  return {
    knex,
    timelines: new EntityTimelines(knex, inventory),
    async stop() {
      recorder.stop();
      await journal.stop();
    },
  };
}
