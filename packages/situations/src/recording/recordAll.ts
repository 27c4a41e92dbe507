import { ApiClient } from '../cluster/apiClient';
import { Course } from '../situation';
import { record } from './record';
import { Recording } from './recording';

/** How many courses go on at a time; most of the time each of them waits. */
const AT_A_TIME = 8;

/** By the name of the course: its recording, or what kept it from being made. */
export type Recordings = ReadonlyMap<string, Recording | Error>;

/** @throws what kept it from being made. */
export function recordingOf(recordings: Recordings, name: string): Recording {
  const recording = recordings.get(name);
  if (!recording || recording instanceof Error) {
    throw recording ?? new Error(`${name} was not recorded.`);
  }
  return recording;
}

/** Leads a cluster through courses of events, some at a time. */
export async function recordAll(
  client: ApiClient,
  courses: readonly Course[],
  quietPolls?: number,
): Promise<Recordings> {
  const results = new Map<string, Recording | Error>();
  const waiting = [...courses];
  const work = async () => {
    for (let course = waiting.shift(); course; course = waiting.shift()) {
      const { name } = course;
      const result = await record(client, course, quietPolls).catch(
        (error: Error) => error,
      );
      results.set(name, result);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  return results;
}
