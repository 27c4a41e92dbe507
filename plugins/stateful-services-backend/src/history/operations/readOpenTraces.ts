import { Knex } from 'knex';
import { Severity } from 'backstage-plugin-stateful-services-common';
import { readOrdinal, SetColumns, TimeColumn } from '../rows';
import { findingKey, FindingTrace, SetTrace } from '../setTrace';

interface SetRow extends SetColumns {
  readonly generation: number;
  readonly revision: string;
  readonly images: string;
  readonly replicas: number;
}

interface RolloutRow extends SetColumns {
  readonly generation: number;
  readonly revision: string;
  readonly started_at: TimeColumn;
}

interface FindingRow extends SetColumns {
  readonly rule: string;
  readonly ordinal: number;
  readonly severity: Severity;
  readonly title: string;
}

function readFindings(
  rows: readonly FindingRow[],
): ReadonlyMap<string, FindingTrace> {
  return new Map(
    rows.map(({ rule, ordinal, severity, title }) => {
      const finding = { rule, severity, title, ...readOrdinal(ordinal) };
      return [findingKey(finding), finding];
    }),
  );
}

/** The last rollout that is open, or that of the wanted state, which has ended if it is not. */
function readRollout(
  set: SetRow,
  rows: readonly RolloutRow[],
): SetTrace['rollout'] {
  const open = [...rows].sort((a, b) => b.generation - a.generation)[0];
  return {
    revision: (open ?? set).revision,
    generation: (open ?? set).generation,
    startedAt: open ? new Date(open.started_at).getTime() : 0,
    outstanding: open !== undefined,
    replacements: new Map(),
  };
}

function groupBySet<TRow extends SetColumns>(
  rows: readonly TRow[],
): ReadonlyMap<string, readonly TRow[]> {
  const groups = new Map<string, TRow[]>();
  for (const row of rows) {
    const group = groups.get(row.set_uid);
    if (group) {
      group.push(row);
    } else {
      groups.set(row.set_uid, [row]);
    }
  }
  return groups;
}

/** What history knows of the sets of a cluster and takes up again after a start: what is wanted and what is open. */
export async function readOpenTraces(
  knex: Knex,
  cluster: string,
): Promise<readonly SetTrace[]> {
  const sets = await knex<SetRow>('sets')
    .where({ cluster })
    .whereNull('gone_at');
  const rollouts = groupBySet<RolloutRow>(
    await knex('rollouts').where({ cluster }).whereNull('ended_at'),
  );
  const findings = groupBySet<FindingRow>(
    await knex('findings').where({ cluster }).whereNull('closed_at'),
  );
  return sets.map(set => ({
    cluster,
    setUid: set.set_uid,
    namespace: set.namespace,
    name: set.name,
    wanted: {
      generation: set.generation,
      revision: set.revision,
      // Written by this plugin as an array of strings.
      images: JSON.parse(set.images) as string[],
      replicas: set.replicas,
    },
    rollout: readRollout(set, rollouts.get(set.set_uid) ?? []),
    findings: readFindings(findings.get(set.set_uid) ?? []),
  }));
}
