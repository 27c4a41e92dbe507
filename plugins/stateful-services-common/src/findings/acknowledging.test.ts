import {
  crashLoopingPod,
  NOW,
  pod,
  statefulSet,
  surroundings,
} from '../__fixtures__/objects';
import { assess } from '../assessment/assess';
import { assessmentSchema } from '../contract/assessment';
import { observeObjects } from '../observation/observeObjects';

type Raw = Record<string, unknown>;

function judge(acknowledged: Record<string, string>, pods: readonly Raw[]) {
  const annotations = Object.fromEntries(
    Object.entries(acknowledged).map(([id, value]) => [
      `acknowledged.stateful-services.backstage.io/${id}`,
      value,
    ]),
  );
  const [observation] = observeObjects(
    [
      ...surroundings().filter(({ kind }) => kind !== 'PodDisruptionBudget'),
      statefulSet({ metadata: { annotations } }),
      ...pods,
    ],
    { cluster: 'prod', complete: true },
  );
  if (!observation) {
    throw new Error('The fixture has no StatefulSet');
  }
  const assessment = assess(observation, { now: NOW });
  expect(assessmentSchema.parse(assessment)).toEqual(assessment);
  return assessment;
}

const sound = [pod(0), pod(1), pod(2)];
const idsOf = (findings: readonly { readonly id: string }[]) =>
  findings.map(({ id }) => id);

describe('an acknowledgement', () => {
  it('keeps a finding in the report and its weight off the level', () => {
    expect(judge({}, sound)).toMatchObject({
      level: 'attention',
      findings: [{ id: 'pdb.none' }],
      acknowledged: [],
    });
    expect(
      judge({ 'pdb.none': '2026-12-31 by jane: nobody drains here' }, sound),
    ).toMatchObject({
      level: 'fine',
      findings: [],
      acknowledged: [
        {
          id: 'pdb.none',
          severity: 'warning',
          acknowledgement: {
            until: '2026-12-31',
            by: 'jane',
            reason: 'nobody drains here',
          },
        },
      ],
    });
  });

  it.each([
    ['2026-11-20', { until: '2026-11-20' }],
    ['2026-11-20T12:00:01Z', { until: '2026-11-20T12:00:01Z' }],
    [
      ' 2026-11-20T14:00:01+02:00  by  team a : in: March ',
      { until: '2026-11-20T14:00:01+02:00', by: 'team a', reason: 'in: March' },
    ],
  ])('that reads "%s" counts', (value, acknowledgement) => {
    const { findings, acknowledged } = judge({ 'pdb.none': value }, sound);
    expect(findings).toEqual([]);
    expect(acknowledged).toMatchObject([{ acknowledgement }]);
  });

  it.each(['2026-11-19 by jane', '2026-11-20T12:00:00Z'])(
    'that reads "%s" has ended, and says so',
    value => {
      const { findings, acknowledged } = judge({ 'pdb.none': value }, sound);
      expect(idsOf(findings)).toEqual(['pdb.none', 'ack.ended']);
      expect(acknowledged).toEqual([]);
    },
  );

  it.each(['', 'for ever', '2026-02-31', '2026-12-31 jane', '2026-12-31 by'])(
    'that reads "%s" has no effect, and says so',
    value => {
      const { findings, acknowledged } = judge({ 'pdb.none': value }, sound);
      expect(idsOf(findings)).toEqual(['pdb.none', 'ack.mistaken']);
      expect(acknowledged).toEqual([]);
    },
  );

  it('cannot acknowledge that another one is mistaken', () => {
    const { findings } = judge(
      { 'ack.mistaken': '2026-12-31', 'pdb.none': 'for ever' },
      sound,
    );
    expect(idsOf(findings)).toEqual([
      'pdb.none',
      'ack.mistaken',
      'ack.mistaken',
    ]);
  });

  it('takes the finding alone off the level, not that nothing serves', () => {
    const { level, levels, headline } = judge(
      { 'pod.crashloop': '2026-12-31', 'pdb.none': '2026-12-31' },
      [crashLoopingPod(0), crashLoopingPod(1), crashLoopingPod(2)],
    );
    expect(level).toBe('critical');
    expect(levels.risk).toBe('fine');
    expect(headline).toMatch(/^Nothing serves/);
  });
});
