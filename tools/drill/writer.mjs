import { createInterface } from 'node:readline';

/**
 * The client of the drills, seen from outside: what was acknowledged when, and what of it is lost.
 *
 * The program writes numbered records, one after the other, and prints "ack NUMBER MILLISECONDS" for each that was
 * acknowledged. On a line "verify" it pauses, and prints "verified [NUMBERS]" of those that were acknowledged and are
 * not to be read any more, or "failed REASON"; on "end" it ends. One that knows its servers answers more (see ask).
 */
export class Writer {
  /** @type {{ number: number, at: number }[]} `at` in milliseconds since 1970 */
  acknowledged = [];
  #waiting = [];
  /** @type {Error | undefined} */
  #ended;

  /**
   * @param {import('../running/children.mjs').Children} children
   * @param {{ namespace: string, program: string, settings: object }} options
   */
  constructor(children, { namespace, program, settings }) {
    this.process = children.start(
      'ip',
      [
        'netns',
        'exec',
        namespace,
        process.execPath,
        program,
        JSON.stringify(settings),
      ],
      { stdio: ['pipe', 'pipe', 'inherit'] },
    );
    this.process.stdin.on('error', () => {});
    this.process.once('exit', () => {
      this.#ended = new Error('The client of the drill ended by itself');
      this.#waiting.forEach(({ reject }) => reject(this.#ended));
    });
    createInterface({ input: this.process.stdout }).on('line', line =>
      this.#hear(line),
    );
  }

  /** @returns {Promise<number[]>} numbers that were acknowledged and are lost */
  async verify() {
    const answer = await this.ask('verify');
    const [, missing] = /^verified (.*)$/.exec(answer) ?? [];
    if (missing === undefined)
      throw new Error(`The client could not read back: ${answer}`);
    return JSON.parse(missing);
  }

  /** @param {string} verb that the program knows @returns {Promise<string>} the line that it answers */
  ask(verb) {
    if (this.#ended) return Promise.reject(this.#ended);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.process.stdin.write(`${verb}\n`);
    });
  }

  end() {
    this.process.stdin.write('end\n');
  }

  #hear(line) {
    const [verb, number, at] = line.split(' ');
    if (verb === 'ack')
      this.acknowledged.push({ number: Number(number), at: Number(at) });
    else this.#waiting.shift()?.resolve(line);
  }
}
