import { once } from 'node:events';
import { connect } from 'node:net';

/** A connection that never repeats, queues or hides anything: an answer is what Redis answered to this very command. */
export class RedisConnection {
  #buffer = Buffer.alloc(0);
  #waiting = [];

  /** @param {import('node:net').Socket} socket */
  constructor(socket) {
    this.socket = socket;
    socket.on('data', data => this.#take(data));
    socket.on('error', () => {});
    socket.on('close', () =>
      this.#fail(new Error('the connection was closed')),
    );
  }

  /** @param {{ host: string, port: number, password: string, timeoutMs: number }} target */
  static async open({ host, port, password, timeoutMs }) {
    const socket = connect({ host, port, noDelay: true });
    const timer = setTimeout(
      () => socket.destroy(new Error('no connection in time')),
      timeoutMs,
    );
    try {
      await once(socket, 'connect');
    } finally {
      clearTimeout(timer);
    }
    const connection = new RedisConnection(socket);
    await connection.ask(['AUTH', password], timeoutMs);
    return connection;
  }

  /** @param {readonly string[]} command @param {number} timeoutMs @returns {Promise<unknown>} throws on an error answer */
  ask(command, timeoutMs) {
    const text = command
      .map(part => `$${Buffer.byteLength(part)}\r\n${part}\r\n`)
      .join('');
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.socket.destroy(), timeoutMs);
      const settle = answer => {
        clearTimeout(timer);
        if (answer instanceof Error) reject(answer);
        else resolve(answer);
      };
      this.#waiting.push(settle);
      if (this.socket.destroyed)
        this.#fail(new Error('the connection was closed'));
      else this.socket.write(`*${command.length}\r\n${text}`);
    });
  }

  close() {
    this.socket.destroy();
  }

  #take(data) {
    this.#buffer = Buffer.concat([this.#buffer, data]);
    for (;;) {
      const read = readAnswer(this.#buffer, 0);
      if (read === undefined) return;
      this.#buffer = this.#buffer.subarray(read.end);
      this.#waiting.shift()?.(read.value);
    }
  }

  #fail(error) {
    for (const settle of this.#waiting.splice(0)) settle(error);
  }
}

/** @param {Buffer} buffer @param {number} start @returns {{ value: unknown, end: number } | undefined} nothing: incomplete */
export function readAnswer(buffer, start) {
  const lineEnd = buffer.indexOf('\r\n', start);
  if (lineEnd < 0) return undefined;
  const line = buffer.toString('utf8', start + 1, lineEnd);
  const end = lineEnd + 2;
  switch (String.fromCharCode(buffer[start])) {
    case '+':
      return { value: line, end };
    case '-':
      return { value: new Error(line), end };
    case ':':
      return { value: Number(line), end };
    case '$':
      return readText(buffer, { length: Number(line), start: end });
    case '*':
      return readList(buffer, { count: Number(line), start: end });
    default:
      throw new Error(`Not an answer of Redis: ${line}`);
  }
}

function readText(buffer, { length, start }) {
  if (length < 0) return { value: null, end: start };
  if (buffer.length < start + length + 2) return undefined;
  return {
    value: buffer.toString('utf8', start, start + length),
    end: start + length + 2,
  };
}

function readList(buffer, { count, start }) {
  if (count < 0) return { value: null, end: start };
  const value = [];
  let end = start;
  while (value.length < count) {
    const read = readAnswer(buffer, end);
    if (read === undefined) return undefined;
    value.push(read.value);
    end = read.end;
  }
  return { value, end };
}
