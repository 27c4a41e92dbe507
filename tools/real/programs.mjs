import { execFileSync, spawn } from 'node:child_process';
import { open, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { lastLines, Problem } from '../running/problem.mjs';

const patienceMs = 15_000;

/** @typedef {{ name: string, pid: number, program: string }} Program */

/**
 * The programs of one control plane, remembered in its folder so that another process can end them.
 */
export class Programs {
  /** @type {Program[]} in the order in which they started */
  #started = [];

  /** @param {string} dir */
  constructor(dir) {
    this.dir = dir;
    this.file = join(dir, 'programs.json');
  }

  /** @param {string} dir */
  static async ofFolder(dir) {
    const programs = new Programs(dir);
    const text = await readFile(programs.file, 'utf8').catch(() => '[]');
    programs.#started = JSON.parse(text);
    return programs;
  }

  /** @param {string} name @param {string} program absolute path @param {readonly string[]} args */
  async start(name, program, args) {
    const log = await open(this.logOf(name), 'w');
    const child = spawn(program, args, {
      cwd: this.dir,
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    });
    await new Promise((resolve, reject) =>
      child.once('spawn', resolve).once('error', reject),
    );
    await log.close();
    child.unref();
    await this.#remember([...this.#started, { name, pid: child.pid, program }]);
  }

  async #remember(started) {
    this.#started = started;
    await writeFile(this.file, JSON.stringify(started));
  }

  isAnyRunning() {
    return this.#started.some(isRunning);
  }

  /** @param {string} name of a program that was started */
  pidOf(name) {
    return this.#started.find(started => started.name === name).pid;
  }

  /** Throws when one of the programs has ended, with the end of its log. */
  async checkRunning() {
    for (const started of this.#started) {
      if (isRunning(started)) continue;
      const log = await readFile(this.logOf(started.name), 'utf8');
      throw new Problem(
        `${started.name} ended by itself; its log ${this.logOf(started.name)} ends with:\n${lastLines(log, 10)}`,
      );
    }
  }

  /** Ends one program and returns when it is gone. @param {string} name @param {NodeJS.Signals} signalName */
  async end(name, signalName) {
    const started = this.#started.find(program => program.name === name);
    await end(started, signalName);
    await this.#remember(this.#started.filter(other => other !== started));
  }

  /** Ends all programs, the last one first, and returns when they are gone. */
  async stop() {
    for (const started of [...this.#started].reverse()) await end(started);
    this.#started = [];
    await rm(this.file, { force: true });
  }

  /** For the moment when this process exits and nothing can be waited for. */
  killNow() {
    for (const started of this.#started) signal(started, 'SIGKILL');
  }

  /** @param {string} name */
  logOf(name) {
    return join(this.dir, 'logs', `${name}.log`);
  }
}

/** @param {Program} started @param {NodeJS.Signals} [signalName] */
async function end(started, signalName = 'SIGTERM') {
  signal(started, signalName);
  const deadline = Date.now() + patienceMs;
  while (isRunning(started)) {
    if (Date.now() > deadline) signal(started, 'SIGKILL');
    await delay(20);
  }
}

/** @param {Program} started @param {NodeJS.Signals} name */
function signal(started, name) {
  if (isRunning(started)) process.kill(started.pid, name);
}

/**
 * Whether the process with this id is still the program that was started, and not a later one that got its id.
 *
 * @param {Program} started
 */
function isRunning({ pid, program }) {
  try {
    const [state, ...command] = execFileSync(
      'ps',
      ['-o', 'state=,args=', '-p', String(pid)],
      {
        encoding: 'utf8',
      },
    )
      .trim()
      .split(/\s+/);
    return !state.startsWith('Z') && command[0] === program;
  } catch {
    return false;
  }
}
