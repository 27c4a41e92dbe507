import { open, writeFile } from 'node:fs/promises';

const lineLength = 128;

/** The names of the pods, as a hosts file that each container shows as its /etc/hosts. */
export class HostsFile {
  /** @type {Map<string, string>} address by name */
  #addresses = new Map();
  #written = Promise.resolve();

  /** @param {string} file @param {readonly string[]} names that there are from the start */
  constructor(file, names) {
    this.file = file;
    this.names = [...names];
  }

  create() {
    return writeFile(this.file, this.#text());
  }

  /** @param {string} name @param {string | undefined} address none: the name does not resolve */
  set(name, address) {
    if (!this.names.includes(name)) this.names.push(name);
    if (address === undefined) this.#addresses.delete(name);
    else this.#addresses.set(name, address);
    // Pods start at the same time: an older text must not come after a newer one.
    this.#written = this.#written.then(() => this.#write());
    return this.#written;
  }

  async #write() {
    // Always the same length, and one write into the same file: nobody ever reads half of it.
    const file = await open(this.file, 'r+');
    await file.write(this.#text(), 0);
    await file.close();
  }

  #text() {
    const lines = this.names.map(name => {
      const address = this.#addresses.get(name);
      return address === undefined ? '#' : `${address} ${name}`;
    });
    return ['127.0.0.1 localhost', ...lines]
      .map(line => `${line.padEnd(lineLength)}\n`)
      .join('');
  }
}

/**
 * @param {string} text of a hosts file
 * @param {string} name
 * @returns {string | undefined} nothing: the name does not resolve
 */
export function addressOf(text, name) {
  const line = text
    .split('\n')
    .find(each => each.trim().split(' ')[1] === name);
  return line?.trim().split(' ')[0];
}
