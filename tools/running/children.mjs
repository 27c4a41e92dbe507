import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';

const lookForParentEveryMs = 500;

/**
 * Keeps the processes that a command starts, each the leader of its own group, so that all of them can be ended together.
 */
export class Children {
  /** @type {Set<import('node:child_process').ChildProcess>} */
  #running = new Set();
  #ending = false;
  /** @type {[event: string, listener: () => void][]} */
  #listeners = [];
  #patienceMs;

  /** @param {{ patienceMs?: number }} [options] how long a group may take to end when asked */
  constructor({ patienceMs = 10_000 } = {}) {
    this.#patienceMs = patienceMs;
  }

  /**
   * @param {string} command
   * @param {readonly string[]} args
   * @param {import('node:child_process').SpawnOptions} [options]
   */
  start(command, args, options = {}) {
    if (this.#ending)
      throw new Error(`Refused to start ${command}: everything is being ended`);
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      ...options,
      detached: true,
    });
    this.#running.add(child);
    child.once('exit', () => this.#running.delete(child));
    child.once('error', () => this.#running.delete(child));
    return child;
  }

  /** Whether the children end because they were asked to, and not by themselves. */
  get isEnding() {
    return this.#ending;
  }

  /** Asks every group to end, and ends by force what does not. */
  async endAll() {
    this.#ending = true;
    await Promise.all(
      [...this.#running].map(child => endGroup(child, this.#patienceMs)),
    );
    for (const [event, listener] of this.#listeners)
      process.off(event, listener);
  }

  /** From here on Ctrl-C, a closed terminal and a termination request end all children and then this process. */
  endOnSignals() {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      this.#listen(signal, async () => {
        await this.endAll();
        process.exit(128 + constants.signals[signal]);
      });
    }
    this.#listen('exit', () =>
      this.#running.forEach(child => signalGroup(child, 'SIGKILL')),
    );
    if (process.env.npm_lifecycle_event !== undefined) this.#endWithNpm();
  }

  #listen(event, listener) {
    process.once(event, listener);
    this.#listeners.push([event, listener]);
  }

  /** An npm that is ended by force tells nobody; what it had started would keep running without a terminal. */
  #endWithNpm() {
    const npm = process.ppid;
    const timer = setInterval(async () => {
      if (process.ppid === npm) return;
      clearInterval(timer);
      await this.endAll();
      process.exit(1);
    }, lookForParentEveryMs);
    timer.unref();
  }
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {number} patienceMs
 */
async function endGroup(child, patienceMs) {
  const ended = once(child, 'exit');
  signalGroup(child, 'SIGTERM');
  const force = setTimeout(() => signalGroup(child, 'SIGKILL'), patienceMs);
  await ended;
  clearTimeout(force);
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
export function signalGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
