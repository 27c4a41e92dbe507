import { ApiClient } from '../cluster/apiClient';
import { recordAll, Recordings } from '../recording/recordAll';
import { kwokKubelet } from './kwokKubelet';
import { sequenceOf } from './sequence';

/** Leads a real control plane, as tools/real starts it, through the sequences of seeds. */
export function recordOnRealCluster(
  client: ApiClient,
  seeds: readonly number[],
): Promise<Recordings> {
  return recordAll(
    client,
    seeds.map(seed => sequenceOf(seed, kwokKubelet)),
  );
}
