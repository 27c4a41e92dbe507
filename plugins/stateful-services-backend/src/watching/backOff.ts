const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/**
 * Full jitter: a random wait between 0 and a ceiling that doubles from 0.5 s to 30 s, so that many watches that broke
 * together do not return together.
 *
 * @param failures - how many attempts in a row have failed, from 1 on.
 * @param random - in [0, 1).
 */
export function backOffMs(failures: number, random: () => number): number {
  const ceiling = Math.min(
    LONGEST_MS,
    FIRST_MS * 2 ** Math.min(failures - 1, 16),
  );
  return Math.round(random() * ceiling);
}
