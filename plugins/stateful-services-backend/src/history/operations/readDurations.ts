import { Knex } from 'knex';
import { RolloutHistory } from 'backstage-plugin-stateful-services-common';
import { recordKey } from '../../watching/projection';

/** A set changes with time, so that what its members took long ago says little. */
const LATEST_SAMPLES = 50;

interface SampleRow {
  readonly namespace: string;
  readonly name: string;
  readonly replacement_ms: number | string | null;
  readonly stop_ms: number | string | null;
}

/** In milliseconds. PostgreSQL knows points in time and answers with a numeric, SQLite has numbers. */
function difference(knex: Knex, later: string, earlier: string): Knex.Raw {
  return knex.raw(
    knex.client.config.client === 'pg'
      ? `round(extract(epoch from ${later} - ${earlier}) * 1000)`
      : `${later} - ${earlier}`,
  );
}

/** Nearest rank: the least sample that is not below that part of them. */
function percentile(samples: readonly number[], part: number): number {
  const ascending = [...samples].sort((a, b) => a - b);
  return ascending[Math.ceil(part * ascending.length) - 1] ?? 0;
}

function samplesOf(
  rows: readonly SampleRow[],
  column: 'replacement_ms' | 'stop_ms',
): readonly number[] {
  return rows.flatMap(row => (row[column] === null ? [] : Number(row[column])));
}

function historyOf(rows: readonly SampleRow[]): RolloutHistory {
  const replacements = samplesOf(rows, 'replacement_ms');
  const stops = samplesOf(rows, 'stop_ms');
  return {
    samples: replacements.length,
    replacementP50Ms: percentile(replacements, 0.5),
    replacementP95Ms: percentile(replacements, 0.95),
    ...(stops.length > 0 && {
      stopP50Ms: percentile(stops, 0.5),
      stopP95Ms: percentile(stops, 0.95),
    }),
  };
}

/** Reads how long replacements took, by key of the set. Without names, of all sets of the cluster. */
export async function readDurations(
  knex: Knex,
  cluster: string,
  sets?: readonly { readonly namespace: string; readonly name: string }[],
): Promise<ReadonlyMap<string, RolloutHistory>> {
  const ranked = knex('replacements')
    .select('namespace', 'name', {
      replacement_ms: difference(
        knex,
        'available_at',
        'coalesce(stop_asked_at, created_at)',
      ),
      stop_ms: difference(knex, 'created_at', 'stop_asked_at'),
      latest: knex.raw(
        'row_number() over (partition by namespace, name order by available_at desc)',
      ),
    })
    .where({ cluster })
    .whereNotNull('available_at')
    .modify(query => {
      if (sets) {
        query.whereIn(
          ['namespace', 'name'],
          sets.map(({ namespace, name }) => [namespace, name]),
        );
      }
    });
  const rows = await knex
    .from<SampleRow>(ranked.as('ranked'))
    .where('latest', '<=', LATEST_SAMPLES);
  const bySet = new Map<string, SampleRow[]>();
  for (const row of rows as SampleRow[]) {
    const key = recordKey(row.namespace, row.name);
    const known = bySet.get(key);
    if (known) {
      known.push(row);
    } else {
      bySet.set(key, [row]);
    }
  }
  return new Map([...bySet].map(([key, of]) => [key, historyOf(of)]));
}
