import { Knex } from 'knex';
import { HistoryEntryOf } from '../historyEntry';
import { setColumns } from '../rows';

const STEPS = ['stop_asked_at', 'created_at', 'available_at'] as const;

const KEY = ['cluster', 'set_uid', 'revision', 'generation', 'ordinal'];

function toDate(milliseconds: number | undefined): Date | null {
  return milliseconds === undefined ? null : new Date(milliseconds);
}

/**
 * Adds what is known of members' replacements to what was known. Replicas see different parts of it, e.g. the stop of a pod
 * that was gone before the other one had started; each step keeps the time that was written first.
 */
export async function mergeReplacements(
  knex: Knex,
  entries: readonly HistoryEntryOf<'memberReplaced'>[],
): Promise<void> {
  for (const { set, rollout, ordinal, replacement } of entries) {
    await knex('replacements')
      .insert({
        ...setColumns(set),
        ...rollout,
        ordinal,
        stop_asked_at: toDate(replacement.stopAskedAt),
        created_at: toDate(replacement.createdAt),
        available_at: toDate(replacement.availableAt),
      })
      .onConflict(KEY)
      .merge(
        Object.fromEntries(
          STEPS.map(step => [
            step,
            knex.raw('coalesce(??, ??)', [
              `replacements.${step}`,
              `excluded.${step}`,
            ]),
          ]),
        ),
      );
  }
}
