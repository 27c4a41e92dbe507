import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { ApiClient } from '../cluster/apiClient';
import { Kind, Manifest } from '../cluster/kubernetesObject';
import { Course, Deed, SET } from '../situation';
import { Recorder } from './recorder';
import { Recording } from './recording';
import { Scene } from './scene';
import { watchNamespace } from './watchNamespace';

const NAMESPACE: Kind = { apiVersion: 'v1', kind: 'Namespace' };
const PATIENCE_MS = 120_000;
const POLL_MS = 20;
/**
 * When nothing has been said for so many polls, a real control plane that has nothing to wait for is done. Polls are
 * counted instead of time, so that a machine that is too busy to do anything is not taken to be done.
 */
const QUIET_POLLS = 60;

const versionSchema = z.object({ gitVersion: z.string() });

interface Stage {
  readonly scene: Scene;
  readonly recorder: Recorder;
  readonly quietPolls: number;
}

/** Waits until a condition holds and the watches have come to rest. */
async function waitUntil(
  holds: NonNullable<Deed['until']>,
  { recorder, quietPolls }: Stage,
): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  let told = recorder.told;
  for (let quiet = 0; quiet < quietPolls; quiet += 1) {
    await delay(POLL_MS);
    recorder.assertWatching();
    if (recorder.told !== told || !holds(recorder.world.observe(SET))) {
      told = recorder.told;
      quiet = 0;
    }
    if (Date.now() > deadline) {
      throw new Error(
        `What was waited for did not come: ${JSON.stringify(recorder.world.all())}`,
      );
    }
  }
}

/** Names of cluster scope carry the namespace, so that situations share nothing. */
function own(manifest: Manifest, namespace: string): Manifest {
  const text = JSON.stringify(manifest).replaceAll('NAMESPACE', namespace);
  // The same shape: only names in it have changed.
  return JSON.parse(text) as Manifest;
}

async function play(deed: Deed, stage: Stage) {
  const { scene, recorder } = stage;
  recorder.begin(deed.does);
  await deed.act?.(scene);
  await waitUntil(deed.until ?? (() => true), stage);
  if (deed.thenSeconds !== undefined) {
    await delay(1000 - (Date.now() % 1000));
    recorder.skip(deed.thenSeconds * 1000);
  }
}

/**
 * Leads a cluster through a course of events, in a namespace of its own, and writes down everything that its watches say.
 *
 * @param quietPolls - for how many polls nothing has to be said before a condition that holds is believed.
 */
export async function record(
  client: ApiClient,
  course: Course,
  quietPolls = QUIET_POLLS,
): Promise<Recording> {
  const namespace = `${course.name}-${randomUUID().slice(0, 8)}`;
  const version = await client.call({ method: 'GET', path: '/version' });
  const { gitVersion } = versionSchema.parse(version);
  const scene = new Scene(client, namespace);
  const recorder = new Recorder({
    namespace,
    situation: course.name,
    serverVersion: gitVersion,
  });
  const stage: Stage = { scene, recorder, quietPolls };
  const abort = new AbortController();
  const surroundings = course.surroundings.map(manifest =>
    own(manifest, namespace),
  );
  await scene.create({ ...NAMESPACE, metadata: { name: namespace } });
  try {
    await watchNamespace({ client, namespace, recorder, signal: abort.signal });
    for (const manifest of surroundings) {
      await scene.create(manifest);
    }
    await waitUntil(() => true, stage);
    for (const step of course.steps) {
      await play(step, stage);
    }
    return recorder.end();
  } catch (error) {
    throw new Error(`${course.name}: ${String(error)}`, { cause: error });
  } finally {
    abort.abort();
    await scene.deleteIfPresent(NAMESPACE, namespace);
    for (const manifest of surroundings) {
      await scene.deleteIfPresent(manifest, manifest.metadata.name);
    }
  }
}
