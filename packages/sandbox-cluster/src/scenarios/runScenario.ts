import { setTimeout as delay } from 'node:timers/promises';
import { mergeJson } from '../api/patch';
import { KubernetesObject, objectDraftSchema } from '../kinds/metadata';
import { resourceTypes } from '../kinds/resources';
import { SandboxCluster } from '../sandboxCluster';
import { backdate } from './backdate';
import { Scenario, Step } from './scenario';

/** Pods take milliseconds while a scenario is set up, so that this is plenty even on a busy machine. */
const STEP_TIMEOUT_MS = 30_000;

interface Stage {
  readonly cluster: SandboxCluster;
  readonly scenario: Scenario;
}

function find(
  { cluster, scenario }: Stage,
  kind: string,
  name: string,
): KubernetesObject | undefined {
  const type = Object.values(resourceTypes).find(
    candidate => candidate.kind === kind,
  );
  if (!type) {
    throw new Error(`Scenario ${scenario.name}: there is no kind "${kind}"`);
  }
  return cluster.store.get(type.name, {
    name,
    ...(type.namespaced && { namespace: scenario.namespace }),
  });
}

function fieldOf(object: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((parent, field) => Object(parent)[field], object);
}

/** Resolves once the condition holds, looking again after every change. */
async function waitFor(
  { cluster, scenario }: Stage,
  what: string,
  holds: () => boolean,
): Promise<void> {
  let unsubscribe = () => {};
  const deadline = new AbortController();
  const met = new Promise<void>(resolve => {
    const look = () => holds() && resolve();
    unsubscribe = cluster.store.subscribe(look);
    look();
  });
  const late = delay(STEP_TIMEOUT_MS, undefined, {
    signal: deadline.signal,
  }).then(() => {
    throw new Error(
      `Scenario ${scenario.name}: waited ${STEP_TIMEOUT_MS / 1000} s in vain until ${what}`,
    );
  });
  try {
    await Promise.race([met, late]);
  } finally {
    unsubscribe();
    deadline.abort();
    await late.catch(() => {});
  }
}

async function until(
  stage: Stage,
  { kind, name, field, equals }: Extract<Step, { until: unknown }>['until'],
): Promise<void> {
  await waitFor(
    stage,
    `${kind} ${name} has ${field} = ${equals}`,
    () => (fieldOf(find(stage, kind, name), field) ?? null) === equals,
  );
}

function patch(
  stage: Stage,
  { kind, name, merge }: Extract<Step, { patch: unknown }>['patch'],
): void {
  const before = find(stage, kind, name);
  if (!before) {
    throw new Error(
      `Scenario ${stage.scenario.name}: ${kind} ${name} is not there to be patched`,
    );
  }
  const after = objectDraftSchema.parse(mergeJson(before, merge));
  stage.cluster.apply([after]);
}

/** Objects are a scenario's when they bear its name: the set itself, its pods, its claims, what is said of them. */
function belongsTo({ name, namespace, manifests }: Scenario) {
  const declared = manifests.map(draft => draft.metadata?.name);
  const part = new RegExp(`(^|-)${name}(-|\\.|$)`);
  return ({ metadata }: KubernetesObject) =>
    (metadata.namespace ?? namespace) === namespace &&
    (declared.includes(metadata.name) || part.test(metadata.name));
}

async function take(stage: Stage, step: Step): Promise<void> {
  const { cluster, scenario } = stage;
  const { namespace } = scenario;
  if ('until' in step) {
    await until(stage, step.until);
  } else if ('patch' in step) {
    patch(stage, step.patch);
  } else if ('behave' in step) {
    const { as, ...choice } = step.behave;
    cluster.controls.behave({ namespace, ...choice }, as);
  } else if ('deletePod' in step) {
    cluster.delete('pods', { namespace, name: step.deletePod });
  } else if ('loseNode' in step) {
    cluster.controls.loseNode(step.loseNode);
  } else if ('fillVolume' in step) {
    const { claim, usedRatio } = step.fillVolume;
    cluster.controls.fillVolume({ namespace, name: claim }, usedRatio);
  } else if ('holdExpansion' in step) {
    cluster.controls.holdExpansion({ namespace, name: step.holdExpansion });
  } else {
    backdate(cluster.store, belongsTo(scenario), step.backdateMinutes * 60_000);
  }
}

/** Deploys what the scenario describes and leads it step by step to the state that it is to show. */
export async function runScenario(
  cluster: SandboxCluster,
  scenario: Scenario,
): Promise<void> {
  const stage = { cluster, scenario };
  cluster.apply(scenario.manifests);
  for (const step of scenario.steps) {
    await take(stage, step);
  }
}
