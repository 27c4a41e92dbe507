import { compareTraces } from './compareTraces';
import { FindingTrace, Replacement, SetTrace } from './setTrace';

const T = Date.parse('2026-11-20T12:00:00Z');
const at = (seconds: number) => T + seconds * 1000;

interface Look {
  readonly generation?: number;
  readonly revision?: string;
  readonly startedAt?: number;
  readonly outstanding?: boolean;
  readonly replacements?: readonly (readonly [number, Replacement])[];
  readonly findings?: readonly FindingTrace[];
  readonly images?: readonly string[];
}

function look({
  generation = 1,
  revision = 'cart-1',
  startedAt = at(0),
  outstanding = false,
  replacements = [],
  findings = [],
  images = ['redis:8'],
}: Look = {}): SetTrace {
  return {
    cluster: 'east',
    setUid: 'uid-cart',
    namespace: 'shop',
    name: 'cart',
    wanted: { generation, revision, images, replicas: 3 },
    rollout: {
      generation,
      revision,
      startedAt,
      outstanding,
      replacements: new Map(replacements),
    },
    findings: new Map(
      findings.map(finding => [
        `${finding.rule}/${finding.ordinal ?? ''}`,
        finding,
      ]),
    ),
  };
}

/** What is told of a row of looks, a minute apart, each entry without the set that it is about. */
function tell(...looks: readonly Look[]) {
  let trace: SetTrace | undefined;
  return looks.map((each, minute) => {
    const compared = compareTraces(trace, look(each), {
      now: at(60 * minute),
      authorship: { author: 'helm' },
    });
    trace = compared.trace;
    return compared.entries.map(({ set: _set, ...entry }) => entry);
  });
}

const next = { generation: 2, revision: 'cart-2', startedAt: at(50) };
const rollout = { generation: 2, revision: 'cart-2' };

it('tells nothing of a set that did not change', () => {
  expect(tell({}, {})).toEqual([
    [expect.objectContaining({ kind: 'setSeen' })],
    [],
  ]);
});

it('follows a rollout from its start, by what each look adds, to the time when the last member was available', () => {
  const [, started, stopped, created, ended] = tell(
    {},
    { ...next, outstanding: true },
    {
      ...next,
      outstanding: true,
      replacements: [[2, { stopAskedAt: at(55) }]],
    },
    {
      ...next,
      outstanding: true,
      replacements: [[2, { createdAt: at(57) }]],
    },
    {
      ...next,
      replacements: [[2, { createdAt: at(57), availableAt: at(70) }]],
    },
  );
  expect(started).toMatchObject([
    { kind: 'setSeen' },
    {
      kind: 'changed',
      before: { revision: 'cart-1' },
      wanted: { revision: 'cart-2' },
      at: at(50),
      authorship: { author: 'helm' },
    },
    { kind: 'rolloutStarted', rollout, at: at(50) },
  ]);
  expect(stopped).toMatchObject([
    {
      kind: 'memberReplaced',
      ordinal: 2,
      replacement: { stopAskedAt: at(55) },
    },
  ]);
  expect(created).toMatchObject([
    {
      kind: 'memberReplaced',
      replacement: { stopAskedAt: at(55), createdAt: at(57) },
    },
  ]);
  expect(ended).toMatchObject([
    { kind: 'memberReplaced', replacement: { availableAt: at(70) } },
    { kind: 'rolloutEnded', rollout, at: at(70), outcome: 'completed' },
  ]);
});

it('tells a rollout that was over before anybody looked', () => {
  const [, told] = tell(
    {},
    {
      ...next,
      replacements: [[0, { createdAt: at(52), availableAt: at(58) }]],
    },
  );
  expect(told?.map(({ kind }) => kind)).toEqual([
    'setSeen',
    'changed',
    'rolloutStarted',
    'memberReplaced',
    'rolloutEnded',
  ]);
});

it('tells no rollout of a revision that reached no member', () => {
  const [, told] = tell({}, next);
  expect(told?.map(({ kind }) => kind)).toEqual(['setSeen', 'changed']);
});

it('counts no member to a rollout that another one replaced', () => {
  const [, told] = tell(
    {},
    {
      ...next,
      outstanding: true,
      replacements: [
        [1, { createdAt: at(20), availableAt: at(30) }],
        [2, { createdAt: at(51) }],
      ],
    },
  );
  expect(told).toEqual(
    expect.not.arrayContaining([expect.objectContaining({ ordinal: 1 })]),
  );
  expect(told).toContainEqual(expect.objectContaining({ ordinal: 2 }));
});

it('ends a rollout that gives way to another change when that came', () => {
  const [, , told] = tell(
    {},
    { ...next, outstanding: true },
    {
      generation: 3,
      revision: 'cart-3',
      startedAt: at(100),
      outstanding: true,
    },
  );
  expect(told).toMatchObject([
    { kind: 'setSeen' },
    { kind: 'changed' },
    { kind: 'rolloutEnded', rollout, at: at(100), outcome: 'superseded' },
    { kind: 'rolloutStarted', rollout: { generation: 3 }, at: at(100) },
  ]);
});

it('holds a rollout for completed whose revision is everywhere when the next generation is seen', () => {
  const [, , told] = tell(
    {},
    { ...next, outstanding: true },
    {
      ...next,
      generation: 3,
      startedAt: at(100),
      replacements: [[0, { createdAt: at(60), availableAt: at(66) }]],
    },
  );
  expect(told).toMatchObject([
    { kind: 'setSeen' },
    { kind: 'rolloutEnded', rollout, at: at(66), outcome: 'completed' },
  ]);
});

it('leaves a rollout ended when a member restarts later', () => {
  const told = tell(
    {},
    { ...next, replacements: [[0, { createdAt: at(52) }]] },
    { ...next, outstanding: true, replacements: [[0, { createdAt: at(90) }]] },
    { ...next },
  );
  expect(told.slice(2)).toEqual([[], []]);
});

it('opens and closes findings by rule and member, and not when only their words change', () => {
  const unready: FindingTrace = {
    rule: 'pod.unready',
    ordinal: 1,
    severity: 'warning',
    title: 'cart-1 is not ready (5 s).',
  };
  const other = { ...unready, ordinal: 2 };
  const [, opened, same, moved] = tell(
    {},
    { findings: [unready] },
    { findings: [{ ...unready, title: 'cart-1 is not ready (65 s).' }] },
    { findings: [other] },
  );
  expect(opened).toEqual([
    { kind: 'findingOpened', finding: unready, at: at(60) },
  ]);
  expect(same).toEqual([]);
  expect(moved).toMatchObject([
    { kind: 'findingClosed', finding: { ordinal: 1 }, at: at(180) },
    { kind: 'findingOpened', finding: other, at: at(180) },
  ]);
});
