import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(
  new URL('nameServerProgram.mjs', import.meta.url),
);

/**
 * Starts the name server of a drill, which knows the pods.
 *
 * @param {import('../running/children.mjs').Children} children
 * @param {{ network: import('./network.mjs').Network, hosts: import('./hostsFile.mjs').HostsFile }} options
 */
export async function startNameServer(children, { network, hosts }) {
  const { namespace, address } = network;
  const settings = JSON.stringify({ hosts: hosts.file, address });
  const { stdout } = children.start(
    'ip',
    ['netns', 'exec', namespace, process.execPath, program, settings],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  await once(stdout, 'data');
}
