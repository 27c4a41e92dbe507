import { healthySets } from '../__fixtures__/healthySets';
import { NOW } from '../__fixtures__/objects';
import { runningCluster } from '../__fixtures__/runningCluster';
import { assess } from '../assessment/assess';
import { observeObjects } from '../observation/observeObjects';

const PASTS = [
  ['new', { restarts: 0 }],
  ['restarted long ago', { restarts: 7 }],
] as const;

describe.each(PASTS)('a healthy set, %s,', (_past, past) => {
  const sets = healthySets().flatMap(({ source, manifests }) =>
    observeObjects(runningCluster(manifests, past), {
      cluster: 'prod',
      complete: true,
    }).map(
      observation =>
        [`${source}: ${observation.statefulSet.name}`, observation] as const,
    ),
  );

  it('is one of at least sixty', () => {
    expect(sets.length).toBeGreaterThanOrEqual(60);
  });

  it.each(sets)('%s raises no alarm', (_name, observation) => {
    const { findings, rollout } = assess(observation, { now: NOW });
    expect(findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
    expect(['Complete', 'ScaledToZero']).toContain(rollout.state);
  });
});
