import { Knex } from 'knex';
import { SetColumns } from '../rows';
import { SetIdentity } from '../setTrace';

const COLUMNS = ['cluster', 'set_uid', 'namespace', 'name'];

const readSet = (row: SetColumns): SetIdentity => ({
  cluster: row.cluster,
  setUid: row.set_uid,
  namespace: row.namespace,
  name: row.name,
});

/**
 * Sets whose owner may have to be told something: `begun` have had a serious finding open since before that time and nobody
 * was told; `over` have none any more, and somebody was told.
 */
export async function readTroubles(
  knex: Knex,
  before: Date,
): Promise<{
  readonly begun: readonly SetIdentity[];
  readonly over: readonly SetIdentity[];
}> {
  const serious = () =>
    knex('findings')
      .whereNull('closed_at')
      .whereIn('severity', ['critical', 'error']);
  const announced = knex('announcements')
    .select(knex.raw('1'))
    .whereRaw('announcements.cluster = findings.cluster')
    .whereRaw('announcements.set_uid = findings.set_uid');
  const stillOpen = serious()
    .select(knex.raw('1'))
    .whereRaw('announcements.cluster = findings.cluster')
    .whereRaw('announcements.set_uid = findings.set_uid');
  const begun: SetColumns[] = await serious()
    .where('opened_at', '<', before)
    .whereNotExists(announced)
    .distinct(COLUMNS);
  const over: SetColumns[] = await knex('announcements')
    .whereNotExists(stillOpen)
    .select(COLUMNS);
  return { begun: begun.map(readSet), over: over.map(readSet) };
}
