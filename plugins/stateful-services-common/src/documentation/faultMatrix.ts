import {
  Fault,
  faults,
  FaultyCluster,
  ClusterObject,
} from '../__fixtures__/faults';
import { healthySets, HealthySet } from '../__fixtures__/healthySets';
import { NOW } from '../__fixtures__/objects';
import { runningCluster } from '../__fixtures__/runningCluster';
import { assess } from '../assessment/assess';
import { observeObjects } from '../observation/observeObjects';

/** How often a fault was made, how often it was told, and what else was said of it. */
export interface FaultCount {
  readonly fault: Fault;
  readonly injected: number;
  /** Sets in which the fault was made and not told. */
  readonly missed: readonly string[];
  /** `<set>: <rule>` for each finding above info that the fault does not account for. */
  readonly falseAlarms: readonly string[];
}

function loudRules(objects: readonly object[]): readonly string[] {
  return observeObjects(objects, { cluster: 'prod', complete: true }).flatMap(
    observation =>
      assess(observation, { now: NOW })
        .findings.filter(({ severity }) => severity !== 'info')
        .map(({ id }) => id),
  );
}

function single(set: HealthySet): readonly HealthySet[] {
  const sets = set.manifests.filter(({ kind }) => kind === 'StatefulSet');
  return sets.map(one => ({
    source: `${set.source}: ${one.metadata.name}`,
    manifests: set.manifests.filter(
      manifest => manifest === one || manifest.kind !== 'StatefulSet',
    ),
  }));
}

function countFault(fault: Fault, sets: readonly HealthySet[]): FaultCount {
  const { rule, leadsTo = [] } = fault;
  const missed: string[] = [];
  const falseAlarms: string[] = [];
  let injected = 0;
  for (const { source, manifests } of sets) {
    const objects = runningCluster(manifests) as readonly ClusterObject[];
    const changed = fault.inject(new FaultyCluster(objects));
    if (!changed) {
      continue;
    }
    injected += 1;
    const told = loudRules(changed);
    if (!told.includes(rule)) {
      missed.push(source);
    }
    falseAlarms.push(
      ...told
        .filter(id => id !== rule && !leadsTo.includes(id))
        .map(id => `${source}: ${id}`),
    );
  }
  return { fault, injected, missed, falseAlarms };
}

/** Makes every fault in every healthy set that it can come to. */
export function countFaults(): readonly FaultCount[] {
  const sets = healthySets().flatMap(single);
  return faults.map(fault => countFault(fault, sets));
}

/** Findings above info in the healthy sets themselves: `<set>: <rule>`. */
export function countQuietAlarms(): {
  readonly sets: number;
  readonly falseAlarms: readonly string[];
} {
  const sets = healthySets().flatMap(single);
  return {
    sets: sets.length,
    falseAlarms: sets.flatMap(({ source, manifests }) =>
      loudRules(runningCluster(manifests)).map(id => `${source}: ${id}`),
    ),
  };
}

/** The counts as a table. */
export function renderFaultMatrix(
  counts: readonly FaultCount[],
  quiet: ReturnType<typeof countQuietAlarms>,
): string {
  const rows = counts.map(({ fault, injected, missed, falseAlarms }) => [
    fault.name,
    `\`${fault.rule}\``,
    String(injected),
    String(injected - missed.length),
    String(falseAlarms.length),
  ]);
  const header = ['fault', 'told by', 'made', 'detected', 'false alarms'];
  const healthy = [
    'none',
    '–',
    String(quiet.sets),
    '–',
    String(quiet.falseAlarms.length),
  ];
  return [header, header.map(() => '---'), healthy, ...rows]
    .map(cells => `| ${cells.join(' | ')} |`)
    .join('\n');
}
