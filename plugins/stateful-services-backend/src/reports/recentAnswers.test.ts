import { setImmediate as nextTurn } from 'node:timers/promises';
import { RecentAnswers } from './recentAnswers';

function setUp() {
  let now = 0;
  let asked = 0;
  let answering: Promise<void> = Promise.resolve();
  const answers = new RecentAnswers<number>(() => now);
  return {
    get: (key: string) =>
      answers.get(key, async () => {
        asked += 1;
        const answer = asked;
        await answering;
        return answer;
      }),
    fail: (key: string) =>
      answers.get(key, async () => {
        throw new Error('refused');
      }),
    pass: (ms: number) => {
      now += ms;
    },
    /** What is asked from now on is answered when the result is called. */
    hold: () => {
      let release = () => {};
      answering = new Promise(resolve => {
        release = resolve;
      });
      return release;
    },
  };
}

describe('RecentAnswers', () => {
  it('asks once for questions that come together and within three seconds', async () => {
    const { get, pass } = setUp();
    expect(await Promise.all([get('a'), get('a')])).toEqual([1, 1]);
    pass(2_999);
    expect(await get('a')).toBe(1);
  });

  it('asks again after three seconds, however often it was asked meanwhile', async () => {
    const { get, pass } = setUp();
    await get('a');
    pass(1_000);
    await get('a');
    pass(2_000);
    expect(await get('a')).toBe(2);
  });

  it('renews what is wanted in the second half of its time, and nobody waits for it', async () => {
    const { get, pass, hold } = setUp();
    await get('a');
    pass(1_500);
    const release = hold();
    expect([await get('a'), await get('a')]).toEqual([1, 1]);
    release();
    await nextTurn();
    expect(await get('a')).toBe(2);
  });

  it('never gives an answer for longer than three seconds, however long its renewal takes', async () => {
    const { get, pass, hold } = setUp();
    await get('a');
    pass(2_000);
    const release = hold();
    await get('a');
    pass(999);
    expect(await get('a')).toBe(1);
    pass(1);
    const late = get('a');
    release();
    expect(await late).toBe(2);
  });

  it('counts the three seconds of a renewed answer from when it was asked for', async () => {
    const { get, pass, hold } = setUp();
    await get('a');
    pass(2_000);
    const release = hold();
    await get('a');
    pass(900);
    release();
    await nextTurn();
    pass(2_099);
    expect(await get('a')).toBe(2);
    pass(1);
    expect(await get('a')).toBe(3);
  });

  it('ends what stands as soon as its renewal is refused', async () => {
    const { get, fail, pass } = setUp();
    await get('a');
    pass(1_500);
    expect(await fail('a')).toBe(1);
    await nextTurn();
    expect(await get('a')).toBe(2);
  });

  it('takes nothing from a question that was given up for a later one', async () => {
    const { get, pass, hold } = setUp();
    const release = hold();
    const first = get('a');
    pass(3_000);
    hold()();
    const second = get('a');
    expect(await second).toBe(2);
    release();
    expect(await first).toBe(1);
    expect(await get('a')).toBe(2);
  });

  it('answers no caller with what another was told', async () => {
    const { get } = setUp();
    expect([await get('a'), await get('b')]).toEqual([1, 2]);
  });

  it('keeps no refusal', async () => {
    const { get, fail } = setUp();
    await expect(fail('a')).rejects.toThrow('refused');
    expect(await get('a')).toBe(1);
  });

  it('forgets the oldest of ten thousand', async () => {
    const { get } = setUp();
    for (let caller = 0; caller <= 10_000; caller += 1) {
      await get(`caller ${caller}`);
    }
    expect(await get('caller 10000')).toBe(10_001);
    expect(await get('caller 0')).toBe(10_002);
  });
});
