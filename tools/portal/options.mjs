import { parseArgs } from 'node:util';
import { resolve } from 'node:path';
import { Problem } from '../running/problem.mjs';

export const usage = `Usage: npm start -- [options]
  --port N           port of the portal on 127.0.0.1 (7007)
  --kubeconfig FILE  show the clusters of this kubeconfig's contexts instead of the sandbox
  --data DIRECTORY   where generated repositories and other data are kept (.portal)
  --help             show this text`;

/**
 * @param {readonly string[]} args
 * @param {{ directory: string, invokedIn: string }} place the checkout, and where relative paths of the user start
 * @returns {{ help: boolean, port: number, kubeconfig: string | undefined, data: string }} paths are absolute
 */
export function parseOptions(args, { directory, invokedIn }) {
  const values = parse(args);
  return {
    help: values.help,
    port: parsePort(values.port),
    kubeconfig:
      values.kubeconfig === undefined
        ? undefined
        : resolve(invokedIn, values.kubeconfig),
    data:
      values.data === undefined
        ? resolve(directory, '.portal')
        : resolve(invokedIn, values.data),
  };
}

function parse(args) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: '7007' },
        kubeconfig: { type: 'string' },
        data: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    return values;
  } catch (error) {
    throw new Problem(`${error.message}\n${usage}`);
  }
}

/** @param {string} text */
function parsePort(text) {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65535) return port;
  throw new Problem(
    `"${text}" is not a port: give --port a number from 1 to 65535.`,
  );
}
