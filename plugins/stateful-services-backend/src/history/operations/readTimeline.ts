import { Knex } from 'knex';
import {
  Severity,
  shortRevision,
  TimelineEntry,
} from 'backstage-plugin-stateful-services-common';
import { setKey } from '../../inventory/inventoryChange';
import { RolloutOutcome } from '../historyEntry';
import { readOrdinal, readTime, SetColumns, TimeColumn } from '../rows';
import { TimelineCursor } from '../timelineCursor';

interface NamedSet {
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
}

interface RolloutRow extends SetColumns {
  readonly id: string;
  readonly revision: string;
  readonly generation: number;
  readonly started_at: TimeColumn;
  readonly ended_at: TimeColumn | null;
  readonly outcome: RolloutOutcome | null;
}

interface ReplacementRow {
  readonly rollout: string;
  readonly ordinal: number;
  readonly stop_asked_at: TimeColumn | null;
  readonly created_at: TimeColumn | null;
  readonly available_at: TimeColumn | null;
}

interface FindingRow extends SetColumns {
  readonly id: string;
  readonly rule: string;
  readonly ordinal: number;
  readonly severity: Severity;
  readonly title: string;
  readonly opened_at: TimeColumn;
  readonly closed_at: TimeColumn | null;
}

interface ChangeRow extends SetColumns {
  readonly id: string;
  readonly at: TimeColumn;
  readonly revision: string;
  readonly previous_revision: string;
  readonly images: string;
  readonly previous_images: string;
  readonly replicas: number;
  readonly previous_replicas: number;
  readonly author: string | null;
  readonly cause: string | null;
}

type Dated = {
  readonly at: TimeColumn;
  readonly entry: TimelineEntry;
};

export interface TimelineQuery {
  readonly sets: readonly NamedSet[];
  readonly limit: number;
  readonly after?: TimelineCursor;
}

/** The latest rows of one table for the sets, from the cursor on. A set is asked for by name, which outlives its uid. */
function latest(
  knex: Knex,
  { table, time }: { readonly table: string; readonly time: string },
  { sets, limit, after }: TimelineQuery,
): Knex.QueryBuilder {
  return knex(table)
    .whereIn(
      ['cluster', 'namespace', 'name'],
      sets.map(({ cluster, namespace, name }) => [cluster, namespace, name]),
    )
    .modify(query => {
      if (after) {
        query.where(earlier =>
          earlier
            .where(time, '<', after.at)
            .orWhere(same =>
              same.where(time, after.at).where('id', '<', after.id),
            ),
        );
      }
    })
    .orderBy([
      { column: time, order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(limit);
}

function ofRow(row: SetColumns & { readonly id: string }) {
  return { id: row.id, key: setKey(row.cluster, row) };
}

function optional<TKey extends string>(key: TKey, time: TimeColumn | null) {
  return time === null ? {} : { [key]: readTime(time) };
}

// Written by this plugin as arrays of strings.
function readImages(column: string): string[] {
  return JSON.parse(column) as string[];
}

function toChange(row: ChangeRow): Dated {
  return {
    at: row.at,
    entry: {
      kind: 'change',
      ...ofRow(row),
      at: readTime(row.at),
      revision: shortRevision(row.revision),
      previousRevision: shortRevision(row.previous_revision),
      images: readImages(row.images),
      previousImages: readImages(row.previous_images),
      replicas: row.replicas,
      previousReplicas: row.previous_replicas,
      ...(row.author !== null && { author: row.author }),
      ...(row.cause !== null && { cause: row.cause }),
    },
  };
}

function toFinding(row: FindingRow): Dated {
  return {
    at: row.opened_at,
    entry: {
      kind: 'finding',
      ...ofRow(row),
      rule: row.rule,
      severity: row.severity,
      title: row.title,
      ...readOrdinal(row.ordinal),
      openedAt: readTime(row.opened_at),
      ...optional('closedAt', row.closed_at),
    },
  };
}

function toRollout(
  row: RolloutRow,
  replacements: readonly ReplacementRow[],
): Dated {
  return {
    at: row.started_at,
    entry: {
      kind: 'rollout',
      ...ofRow(row),
      revision: shortRevision(row.revision),
      outcome: row.outcome ?? 'running',
      startedAt: readTime(row.started_at),
      ...optional('endedAt', row.ended_at),
      replacements: replacements
        .filter(({ rollout }) => rollout === row.id)
        .map(replacement => ({
          ordinal: replacement.ordinal,
          ...optional('stopAskedAt', replacement.stop_asked_at),
          ...optional('createdAt', replacement.created_at),
          ...optional('availableAt', replacement.available_at),
        })),
    },
  };
}

async function readRollouts(
  knex: Knex,
  query: TimelineQuery,
): Promise<readonly Dated[]> {
  const rows: readonly RolloutRow[] = await latest(
    knex,
    { table: 'rollouts', time: 'started_at' },
    query,
  );
  const replacements: readonly ReplacementRow[] = await knex('replacements')
    .join('rollouts', {
      'rollouts.cluster': 'replacements.cluster',
      'rollouts.set_uid': 'replacements.set_uid',
      'rollouts.revision': 'replacements.revision',
      'rollouts.generation': 'replacements.generation',
    })
    .whereIn(
      'rollouts.id',
      rows.map(({ id }) => id),
    )
    .orderBy('ordinal')
    .select('rollouts.id as rollout', 'replacements.*');
  return rows.map(row => toRollout(row, replacements));
}

function compareDated(a: Dated, b: Dated): number {
  return (
    new Date(b.at).getTime() - new Date(a.at).getTime() ||
    (a.entry.id < b.entry.id ? 1 : -1)
  );
}

/** Reads what has happened to sets, latest first, and where the next page begins. */
export async function readTimeline(
  knex: Knex,
  query: TimelineQuery,
): Promise<{
  readonly items: TimelineEntry[];
  readonly next?: TimelineCursor;
}> {
  const oneMore = { ...query, limit: query.limit + 1 };
  const [rollouts, findings, changes] = await Promise.all([
    readRollouts(knex, oneMore),
    latest(knex, { table: 'findings', time: 'opened_at' }, oneMore),
    latest(knex, { table: 'changes', time: 'at' }, oneMore),
  ]);
  const all = [
    ...rollouts,
    ...findings.map(toFinding),
    ...changes.map(toChange),
  ].sort(compareDated);
  const page = all.slice(0, query.limit);
  const last = page.at(-1);
  return {
    items: page.map(({ entry }) => entry),
    ...(all.length > page.length &&
      last && { next: { at: new Date(last.at), id: last.entry.id } }),
  };
}
