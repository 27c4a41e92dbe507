import { Knex } from 'knex';
import { HistoryEntry } from './historyEntry';
import { migrate, MIGRATIONS } from './migrate';
import { deleteExpired } from './operations/deleteExpired';
import { readDurations } from './operations/readDurations';
import { readOpenTraces } from './operations/readOpenTraces';
import { readTimeline } from './operations/readTimeline';
import { writeEntries } from './operations/writeEntries';
import { FindingTrace, SetIdentity, WantedState } from './setTrace';
import { DATABASES } from './__testUtils__/historyDatabase';

const T = Date.parse('2026-11-20T12:00:00Z');
const at = (seconds: number) => T + seconds * 1000;
const iso = (seconds: number) => new Date(at(seconds)).toISOString();

const set: SetIdentity = {
  cluster: 'east',
  setUid: 'uid-1',
  namespace: 'shop',
  name: 'cart',
};

const wanted = (generation: number): WantedState => ({
  generation,
  revision: `cart-${generation}00000`,
  images: [`redis:8.${generation}`],
  replicas: 3,
});

const rollout = { revision: 'cart-200000', generation: 2 };

const unready: FindingTrace = {
  rule: 'pod.unready',
  ordinal: 1,
  severity: 'warning',
  title: 'cart-1 is not ready.',
};

const replaced = (
  ordinal: number,
  [stopAskedAt, createdAt, availableAt]: readonly number[],
): HistoryEntry => ({
  kind: 'memberReplaced',
  set,
  rollout,
  ordinal,
  replacement: {
    ...(stopAskedAt !== undefined && { stopAskedAt: at(stopAskedAt) }),
    ...(createdAt !== undefined && { createdAt: at(createdAt) }),
    ...(availableAt !== undefined && { availableAt: at(availableAt) }),
  },
});

const A_ROLLOUT: readonly (readonly HistoryEntry[])[] = [
  [{ kind: 'setSeen', set, wanted: wanted(1), at: at(0) }],
  [
    { kind: 'setSeen', set, wanted: wanted(2), at: at(10) },
    {
      kind: 'changed',
      set,
      before: wanted(1),
      wanted: wanted(2),
      at: at(10),
      authorship: { author: 'Helm release cart', cause: 'CVE' },
    },
    { kind: 'rolloutStarted', set, rollout, at: at(10) },
  ],
  [replaced(2, [11])],
  [{ kind: 'findingOpened', set, finding: unready, at: at(12) }],
  [replaced(2, [11, 13, 20])],
  [{ kind: 'findingClosed', set, finding: unready, at: at(21) }],
  [replaced(1, [21, 24, 32]), replaced(0, [33, 35, 41])],
  [{ kind: 'rolloutEnded', set, rollout, at: at(41), outcome: 'completed' }],
];

jest.setTimeout(60_000);

describe.each(DATABASES)('history in $name', database => {
  let knex: Knex;
  const write = (...entries: HistoryEntry[]) => writeEntries(knex, entries);
  const read = (limit = 100) => readTimeline(knex, { sets: [set], limit });

  beforeAll(() => database.start());
  afterAll(() => database.close());

  beforeEach(async () => {
    knex = await database.open();
  });

  afterEach(async () => {
    await knex.destroy();
  });

  it('tells a rollout as it went, latest first', async () => {
    for (const entries of A_ROLLOUT) {
      await writeEntries(knex, entries);
    }
    const { items, next } = await read();
    expect(next).toBeUndefined();
    expect(items[0]).toEqual({
      kind: 'finding',
      id: expect.any(String),
      key: 'east/shop/cart',
      rule: 'pod.unready',
      ordinal: 1,
      severity: 'warning',
      title: 'cart-1 is not ready.',
      openedAt: iso(12),
      closedAt: iso(21),
    });
    expect(items.slice(1)).toEqual(
      expect.arrayContaining([
        {
          kind: 'change',
          id: expect.any(String),
          key: 'east/shop/cart',
          at: iso(10),
          revision: '20000',
          previousRevision: '10000',
          images: ['redis:8.2'],
          previousImages: ['redis:8.1'],
          replicas: 3,
          previousReplicas: 3,
          author: 'Helm release cart',
          cause: 'CVE',
        },
        {
          kind: 'rollout',
          id: expect.any(String),
          key: 'east/shop/cart',
          revision: '20000',
          outcome: 'completed',
          startedAt: iso(10),
          endedAt: iso(41),
          replacements: [
            {
              ordinal: 0,
              stopAskedAt: iso(33),
              createdAt: iso(35),
              availableAt: iso(41),
            },
            {
              ordinal: 1,
              stopAskedAt: iso(21),
              createdAt: iso(24),
              availableAt: iso(32),
            },
            {
              ordinal: 2,
              stopAskedAt: iso(11),
              createdAt: iso(13),
              availableAt: iso(20),
            },
          ],
        },
      ]),
    );
  });

  it('tells the same when two replicas write everything at the same time', async () => {
    for (const entries of A_ROLLOUT) {
      await Promise.all([
        writeEntries(knex, entries),
        writeEntries(knex, entries),
      ]);
    }
    for (const entries of A_ROLLOUT) {
      await writeEntries(knex, entries);
    }
    const { items } = await read();
    expect(items.map(({ kind }) => kind).sort()).toEqual([
      'change',
      'finding',
      'rollout',
    ]);
    expect(items.find(({ kind }) => kind === 'rollout')).toMatchObject({
      outcome: 'completed',
      endedAt: iso(41),
    });
  });

  it('puts together what two replicas have each seen of a replacement', async () => {
    await write({ kind: 'rolloutStarted', set, rollout, at: at(10) });
    await write(replaced(2, [11]));
    await write({
      kind: 'memberReplaced',
      set,
      rollout,
      ordinal: 2,
      replacement: { createdAt: at(13), availableAt: at(20) },
    });
    await write(replaced(2, [12, 14, 90]));
    const { items } = await read();
    expect(items[0]).toMatchObject({
      replacements: [
        {
          ordinal: 2,
          stopAskedAt: iso(11),
          createdAt: iso(13),
          availableAt: iso(20),
        },
      ],
    });
  });

  it('says how long members take, from the latest samples', async () => {
    for (const entries of A_ROLLOUT) {
      await writeEntries(knex, entries);
    }
    const durations = await readDurations(knex, 'east', [set]);
    expect([...durations]).toEqual([
      [
        'shop/cart',
        {
          samples: 3,
          replacementP50Ms: 9_000,
          replacementP95Ms: 11_000,
          stopP50Ms: 2_000,
          stopP95Ms: 3_000,
        },
      ],
    ]);
    expect(await readDurations(knex, 'east')).toEqual(durations);
    expect(await readDurations(knex, 'west')).toEqual(new Map());
  });

  it('takes a finding that comes back within a minute for the same, and a later one for another', async () => {
    await write({ kind: 'findingOpened', set, finding: unready, at: at(0) });
    await write({ kind: 'findingClosed', set, finding: unready, at: at(10) });
    await write({ kind: 'findingOpened', set, finding: unready, at: at(50) });
    expect((await read()).items).toMatchObject([{ openedAt: iso(0) }]);
    expect((await read()).items[0]).not.toHaveProperty('closedAt');

    await write({ kind: 'findingClosed', set, finding: unready, at: at(60) });
    await write({ kind: 'findingOpened', set, finding: unready, at: at(130) });
    expect((await read()).items).toMatchObject([
      { openedAt: iso(130) },
      { openedAt: iso(0), closedAt: iso(60) },
    ]);
  });

  it('believes no replica that lags behind what is known', async () => {
    await write({ kind: 'setSeen', set, wanted: wanted(3), at: at(5) });
    await write({ kind: 'setSeen', set, wanted: wanted(2), at: at(6) });
    await write({ kind: 'findingOpened', set, finding: unready, at: at(9) });
    await write({ kind: 'findingClosed', set, finding: unready, at: at(8) });
    expect(await readOpenTraces(knex, 'east')).toMatchObject([
      { wanted: wanted(3), findings: new Map([['pod.unready/1', unready]]) },
    ]);
  });

  it('takes up after a start what is open, and not what is over', async () => {
    for (const entries of A_ROLLOUT) {
      await writeEntries(knex, entries);
    }
    const next = { revision: 'cart-300000', generation: 3 };
    await write(
      { kind: 'setSeen', set, wanted: wanted(3), at: at(50) },
      { kind: 'rolloutStarted', set, rollout: next, at: at(50) },
    );
    expect(await readOpenTraces(knex, 'east')).toEqual([
      {
        ...set,
        wanted: wanted(3),
        rollout: {
          ...next,
          startedAt: at(50),
          outstanding: true,
          replacements: new Map(),
        },
        findings: new Map(),
      },
    ]);
  });

  it('ends what a later generation finds open', async () => {
    await write({ kind: 'rolloutStarted', set, rollout, at: at(10) });
    const next = { revision: 'cart-300000', generation: 3 };
    await write({ kind: 'rolloutStarted', set, rollout: next, at: at(50) });
    expect((await read()).items).toMatchObject([
      { outcome: 'running' },
      { outcome: 'superseded', endedAt: iso(50) },
    ]);
  });

  it('ends all that is open of a set that was deleted, and goes on by its name', async () => {
    await write(
      { kind: 'setSeen', set, wanted: wanted(2), at: at(0) },
      { kind: 'rolloutStarted', set, rollout, at: at(10) },
      { kind: 'findingOpened', set, finding: unready, at: at(12) },
    );
    await write({ kind: 'setGone', set, at: at(60) });
    expect(await readOpenTraces(knex, 'east')).toEqual([]);
    const again = { ...set, setUid: 'uid-2' };
    await write({
      kind: 'findingOpened',
      set: again,
      finding: unready,
      at: at(70),
    });
    expect((await read()).items).toMatchObject([
      { kind: 'finding', openedAt: iso(70) },
      { kind: 'finding', closedAt: iso(60) },
      { kind: 'rollout', outcome: 'deleted', endedAt: iso(60) },
    ]);
  });

  it('pages through a timeline without a gap or a repeat, also within one moment', async () => {
    const count = 25;
    for (let ordinal = 0; ordinal < count; ordinal += 1) {
      await write({
        kind: 'findingOpened',
        set,
        finding: { ...unready, ordinal },
        at: at(Math.floor(ordinal / 10)),
      });
    }
    const seen: (number | undefined)[] = [];
    let after: Awaited<ReturnType<typeof read>>['next'];
    do {
      const page = await readTimeline(knex, {
        sets: [set],
        limit: 7,
        ...(after && { after }),
      });
      expect(page.items.length).toBeLessThanOrEqual(7);
      seen.push(
        ...page.items.map(entry =>
          entry.kind === 'finding' ? entry.ordinal : undefined,
        ),
      );
      after = page.next;
    } while (after);
    expect(seen).toHaveLength(count);
    expect(new Set(seen).size).toBe(count);
  });

  it('tells nothing of other sets', async () => {
    await write({ kind: 'findingOpened', set, finding: unready, at: at(0) });
    for (const other of [
      { ...set, cluster: 'west' },
      { ...set, namespace: 'bank' },
      { ...set, name: 'search' },
    ]) {
      const { items } = await readTimeline(knex, { sets: [other], limit: 10 });
      expect(items).toEqual([]);
    }
  });

  it('deletes what was over before a time and keeps what is open', async () => {
    for (const entries of A_ROLLOUT) {
      await writeEntries(knex, entries);
    }
    await write({
      kind: 'findingOpened',
      set,
      finding: { rule: 'old', severity: 'error', title: 'Old.' },
      at: at(-1_000),
    });
    expect(await deleteExpired(knex, new Date(at(40)))).toBe(4);
    expect((await read()).items).toMatchObject([
      { kind: 'rollout', replacements: [{ ordinal: 0 }] },
      { kind: 'finding', rule: 'old' },
    ]);
    expect(await readOpenTraces(knex, 'east')).toHaveLength(1);
  });

  it('leaves nothing behind when it is rolled back', async () => {
    await knex.migrate.rollback({ directory: MIGRATIONS }, true);
    expect(await knex.schema.hasTable('rollouts')).toBe(false);
    await migrate(knex);
    expect((await read()).items).toEqual([]);
  });
});
