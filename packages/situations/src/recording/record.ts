import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { ApiClient } from '../cluster/apiClient';
import { Kind, Manifest } from '../cluster/kubernetesObject';
import { SET, Situation, Step } from '../situation';
import { Recorder } from './recorder';
import { Recording } from './recording';
import { Scene } from './scene';
import { watchNamespace } from './watchNamespace';

const NAMESPACE: Kind = { apiVersion: 'v1', kind: 'Namespace' };
const PATIENCE_MS = 120_000;
/** When nothing has been said for so long, a control plane that has nothing to wait for is done. */
const QUIET_MS = 1_200;

const versionSchema = z.object({ gitVersion: z.string() });

/** Waits until a condition holds and the watches have come to rest. */
async function waitUntil(
  holds: NonNullable<Step['until']>,
  recorder: Recorder,
): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (recorder.quietMs < QUIET_MS || !holds(recorder.world.observe(SET))) {
    recorder.assertWatching();
    if (Date.now() > deadline) {
      throw new Error(
        `What was waited for did not come: ${JSON.stringify(recorder.world.all())}`,
      );
    }
    await delay(20);
  }
}

/** Names of cluster scope carry the namespace, so that situations share nothing. */
function own(manifest: Manifest, namespace: string): Manifest {
  const text = JSON.stringify(manifest).replaceAll('NAMESPACE', namespace);
  // The same shape: only names in it have changed.
  return JSON.parse(text) as Manifest;
}

async function play(step: Step, scene: Scene, recorder: Recorder) {
  recorder.begin(step.does);
  await step.act?.(scene);
  await waitUntil(step.until ?? (() => true), recorder);
  if (step.thenSeconds !== undefined) {
    await delay(1000 - (Date.now() % 1000));
    recorder.skip(step.thenSeconds * 1000);
  }
}

/** Leads a cluster through a situation, in a namespace of its own, and writes down everything that its watches say. */
export async function record(
  client: ApiClient,
  situation: Situation,
): Promise<Recording> {
  const namespace = `${situation.name}-${randomUUID().slice(0, 8)}`;
  const version = await client.call({ method: 'GET', path: '/version' });
  const { gitVersion } = versionSchema.parse(version);
  const scene = new Scene(client, namespace);
  const recorder = new Recorder({
    namespace,
    situation: situation.name,
    serverVersion: gitVersion,
  });
  const abort = new AbortController();
  const surroundings = situation.surroundings.map(manifest =>
    own(manifest, namespace),
  );
  await scene.create({ ...NAMESPACE, metadata: { name: namespace } });
  try {
    await watchNamespace({ client, namespace, recorder, signal: abort.signal });
    for (const manifest of surroundings) {
      await scene.create(manifest);
    }
    await waitUntil(() => true, recorder);
    for (const step of situation.steps) {
      await play(step, scene, recorder);
    }
    return recorder.end();
  } catch (error) {
    throw new Error(`${situation.name}: ${String(error)}`, { cause: error });
  } finally {
    abort.abort();
    await scene.deleteIfPresent(NAMESPACE, namespace);
    for (const manifest of surroundings) {
      await scene.deleteIfPresent(manifest, manifest.metadata.name);
    }
  }
}
