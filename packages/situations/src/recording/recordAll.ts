import { ApiClient } from '../cluster/apiClient';
import { Situation } from '../situation';
import { record } from './record';
import { Recording } from './recording';

/** How many situations go on at a time; most of the time each of them waits. */
const AT_A_TIME = 8;

/** Leads a cluster through situations, some at a time, and hands over each recording or what kept it from being made. */
export async function recordAll(
  client: ApiClient,
  situations: readonly Situation[],
): Promise<ReadonlyMap<string, Recording | Error>> {
  const results = new Map<string, Recording | Error>();
  const waiting = [...situations];
  const work = async () => {
    for (
      let situation = waiting.shift();
      situation;
      situation = waiting.shift()
    ) {
      const { name } = situation;
      const result = await record(client, situation).catch(
        (error: Error) => error,
      );
      results.set(name, result);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  return results;
}
