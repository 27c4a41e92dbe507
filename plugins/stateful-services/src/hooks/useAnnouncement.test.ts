import { act, renderHook } from '@testing-library/react';
import { ANNOUNCEMENT_GAP_MS, useAnnouncement } from './useAnnouncement';

function announcing(first: string | undefined) {
  return renderHook(({ sentence }) => useAnnouncement(sentence), {
    initialProps: { sentence: first },
  });
}

const pass = (ms: number) => act(() => jest.advanceTimersByTimeAsync(ms));

describe('useAnnouncement', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('says nothing about what the page was opened with', async () => {
    const { result, rerender } = announcing(undefined);
    rerender({ sentence: 'All 3 members are ready.' });
    await pass(ANNOUNCEMENT_GAP_MS);
    expect(result.current).toBe('');
  });

  it('says what has changed at once', async () => {
    const { result, rerender } = announcing('All 3 members are ready.');
    rerender({ sentence: 'Rolling out 7f9c4.' });
    await pass(0);
    expect(result.current).toBe('Rolling out 7f9c4.');
  });

  it('says at most one sentence in ten seconds, and then the latest', async () => {
    const { result, rerender } = announcing('Start.');
    rerender({ sentence: 'One.' });
    await pass(0);
    rerender({ sentence: 'Two.' });
    await pass(ANNOUNCEMENT_GAP_MS / 2);
    rerender({ sentence: 'Three.' });
    await pass(ANNOUNCEMENT_GAP_MS / 2 - 1);
    expect(result.current).toBe('One.');
    await pass(1);
    expect(result.current).toBe('Three.');
  });

  it('does not take passing time for news', async () => {
    const { result, rerender } = announcing('redis-0 is restarting (40 s).');
    rerender({ sentence: 'redis-0 is restarting (2 min).' });
    await pass(ANNOUNCEMENT_GAP_MS);
    expect(result.current).toBe('');
  });
});
