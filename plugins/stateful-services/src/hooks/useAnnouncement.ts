import { useEffect, useRef, useState } from 'react';

/** A screen reader is interrupted at most once in this time. */
export const ANNOUNCEMENT_GAP_MS = 10_000;

const DURATION = /\d+ (?:s|min|h|d)\b/g;

/** Two sentences that differ in nothing but the time that has passed are the same news. */
function newsOf(sentence: string): string {
  return sentence.replace(DURATION, '');
}

/**
 * The sentence that a polite live region is to hold: empty at first, then the latest sentence that says something new,
 * at most one in ten seconds.
 */
export function useAnnouncement(sentence: string | undefined): string {
  const [announced, setAnnounced] = useState('');
  const known = useRef<string>();
  const lastAt = useRef(-Infinity);

  useEffect(() => {
    if (sentence === undefined || known.current === newsOf(sentence)) {
      return undefined;
    }
    if (known.current === undefined) {
      known.current = newsOf(sentence);
      return undefined;
    }
    const waitMs = Math.max(
      0,
      lastAt.current + ANNOUNCEMENT_GAP_MS - Date.now(),
    );
    const timer = setTimeout(() => {
      known.current = newsOf(sentence);
      lastAt.current = Date.now();
      setAnnounced(sentence);
    }, waitMs);
    return () => clearTimeout(timer);
  }, [sentence]);

  return announced;
}
