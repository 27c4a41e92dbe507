import { renderHook } from '@testing-library/react';
import { useChangeCount } from './useChangeCount';

describe('useChangeCount', () => {
  it('counts changes, but not the value that was there at first', () => {
    const { result, rerender } = renderHook(
      ({ value }) => useChangeCount(value),
      { initialProps: { value: 'available' } },
    );
    expect(result.current).toBe(0);
    rerender({ value: 'available' });
    expect(result.current).toBe(0);
    rerender({ value: 'terminating' });
    expect(result.current).toBe(1);
    rerender({ value: 'available' });
    expect(result.current).toBe(2);
  });
});
