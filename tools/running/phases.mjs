import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Stamp } from './stamp.mjs';

/**
 * @typedef {{ name: string, title: string, expectedSeconds: number, run: () => Promise<void> }} Phase
 *   `expectedSeconds`: what it takes on two cores with empty caches, used until this machine has its own times
 */

/**
 * Runs phases one after the other, and shows for each what it does, how long it took and how long is left.
 *
 * @param {readonly Phase[]} phases
 * @param {{ data: string, out: { write(text: string): unknown, isTTY?: boolean }, now?: () => number }} surroundings
 *   `data`: folder where the times of the last run are kept; `now` in milliseconds
 */
export async function runPhases(phases, { data, out, now = Date.now }) {
  const times = await Times.open(data);
  for (const [index, phase] of phases.entries()) {
    const later = phases
      .slice(index + 1)
      .reduce((sum, next) => sum + times.expected(next), 0);
    const begin = now();
    const elapsed = () => Math.round((now() - begin) / 1000);
    const left = () => Math.max(1, times.expected(phase) - elapsed()) + later;
    const head = `[${index + 1}/${phases.length}] ${phase.title}`;
    const line = () => `${head} … ${elapsed()} s, about ${left()} s left`;
    const ticker = startTicker(out, line, head, left());
    try {
      await phase.run();
      ticker.end(`${head}: done in ${elapsed()} s`);
      await times.keep(phase.name, elapsed());
    } catch (error) {
      ticker.end(`${head}: stopped after ${elapsed()} s`);
      throw error;
    }
  }
}

/** A terminal gets one line that counts; a log gets one line at the beginning and one at the end. */
function startTicker(out, line, head, secondsLeft) {
  if (!out.isTTY) {
    out.write(`${head} … about ${secondsLeft} s left\n`);
    return { end: text => out.write(`${text}\n`) };
  }
  const show = () => out.write(`\r\u001b[K${line()}`);
  show();
  const timer = setInterval(show, 1000);
  return {
    end(text) {
      clearInterval(timer);
      out.write(`\r\u001b[K${text}\n`);
    },
  };
}

/** How long the phases took the last time on this machine, in seconds. */
class Times {
  #stamp;
  #seconds;

  constructor(stamp, seconds) {
    this.#stamp = stamp;
    this.#seconds = seconds;
  }

  static async open(data) {
    const file = join(data, 'times.json');
    const text = await readFile(file, 'utf8').catch(() => '{}');
    return new Times(new Stamp(file), parseTimes(text));
  }

  /** @param {Phase} phase */
  expected({ name, expectedSeconds }) {
    return this.#seconds[name] ?? expectedSeconds;
  }

  async keep(name, seconds) {
    this.#seconds = { ...this.#seconds, [name]: seconds };
    await this.#stamp.write(JSON.stringify(this.#seconds));
  }
}

function parseTimes(text) {
  try {
    return JSON.parse(text);
  } catch {
    // Only an estimate: a damaged file is as good as none.
    return {};
  }
}
