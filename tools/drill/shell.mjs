import { signalGroup } from '../running/children.mjs';

/**
 * Shells that run one command after the other, as many as there are commands at the same time. To start a program from one of them
 * takes a fraction of what it takes from this process, whose memory is large, and to enter a container for each.
 */
export class Shells {
  /** @type {Shell[]} */
  #idle = [];
  #isOpen = true;
  #start;

  /** @param {() => import('node:child_process').ChildProcess} start of a shell that reads commands from a pipe */
  constructor(start) {
    this.#start = start;
  }

  /**
   * @param {string} text
   * @param {number} timeoutMs
   * @returns {ReturnType<typeof import('./runCommand.mjs').runCommand>}
   */
  async run(text, timeoutMs) {
    const shell = this.#idle.pop() ?? new Shell(this.#start());
    const answer = await shell.run(text, timeoutMs);
    if (!this.#isOpen) shell.end();
    else if (!shell.hasEnded) this.#idle.push(shell);
    return answer;
  }

  /** What runs comes to its end before. */
  end() {
    this.#isOpen = false;
    this.#idle.splice(0).forEach(shell => shell.end());
  }
}

const mark = '--end-of-command--';
const endOfOutput = new RegExp(`^${mark} (\\d+)\\n$`, 'm');
const endOfProblem = new RegExp(`^${mark}\\n$`, 'm');

class Shell {
  hasEnded = false;
  #process;
  #output = '';
  #problem = '';
  #settle = () => {};

  /** @param {import('node:child_process').ChildProcess} started leader of its own group */
  constructor(started) {
    this.#process = started;
    const { stdin, stdout, stderr } = started;
    stdin.on('error', () => {});
    stdout.setEncoding('utf8').on('data', text => {
      this.#output += text;
      this.#look();
    });
    stderr.setEncoding('utf8').on('data', text => {
      this.#problem += text;
      this.#look();
    });
    started.once('exit', () => {
      this.hasEnded = true;
      this.#settle(-1);
    });
  }

  /** Ends with what it runs when that takes too long. */
  run(text, timeoutMs) {
    this.#output = '';
    this.#problem = '';
    return new Promise(resolve => {
      const timer = setTimeout(() => this.end(), timeoutMs);
      this.#settle = code => {
        clearTimeout(timer);
        resolve({ code, output: this.#output, problem: this.#problem });
      };
      if (this.hasEnded) this.#settle(-1);
      this.#process.stdin.write(
        `{ ${text}\n} </dev/null; printf '\\n${mark} %s\\n' $?; printf '\\n${mark}\\n' >&2\n`,
      );
    });
  }

  end() {
    signalGroup(this.#process, 'SIGKILL');
  }

  #look() {
    const [end, code] = endOfOutput.exec(this.#output) ?? [];
    if (end === undefined || !endOfProblem.test(this.#problem)) return;
    this.#output = this.#output.slice(0, -end.length - 1);
    this.#problem = this.#problem.slice(0, -mark.length - 2);
    this.#settle(Number(code));
  }
}

/** @param {readonly string[]} command @returns {string} as a shell reads it */
export function quoted(command) {
  return command
    .map(word => `'${word.replaceAll("'", String.raw`'\''`)}'`)
    .join(' ');
}
