import { useRef } from 'react';

/** How often the value has changed since it was first shown; 0 then. */
export function useChangeCount(value: string): number {
  const seen = useRef({ value, count: 0 });
  if (seen.current.value !== value) {
    seen.current = { value, count: seen.current.count + 1 };
  }
  return seen.current.count;
}
