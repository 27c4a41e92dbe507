import { RecentAnswers } from './recentAnswers';

function setUp() {
  let now = 0;
  let asked = 0;
  const answers = new RecentAnswers<number>(() => now);
  return {
    get: (key: string) =>
      answers.get(key, async () => {
        asked += 1;
        return asked;
      }),
    fail: (key: string) =>
      answers.get(key, async () => {
        throw new Error('refused');
      }),
    pass: (ms: number) => {
      now += ms;
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
    pass(2_000);
    await get('a');
    pass(1_000);
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
