import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fstabOf } from '../fstab.mjs';
import { cachePlace, fromCache, performance } from './aheadOfTime.mjs';

/*
 * Runs NumberedWriter inside of the image of the servers, which has Java and the jars; its input and output are ours.
 */
const { image, hosts, properties } = JSON.parse(process.argv[2]);
const enterContainer = fileURLToPath(
  new URL('../enter-container.sh', import.meta.url),
);
const mounts = [
  ...image.mounts.map(([from, to]) => [from, to, 'ro']),
  [properties, '/run/client', 'ro'],
  [hosts, '/etc/hosts', 'ro'],
];
for (const [, to] of mounts.slice(0, -1))
  mkdirSync(join(image.root, to), { recursive: true });
const fstab = `${properties}.mounts`;
writeFileSync(fstab, fstabOf(image.root, mounts));
const java = [
  ...['java', '-Xmx128m', ...performance.split(' '), ...fromCache('writer')],
  // Pods come back with another address.
  ...['-Dsun.net.inetaddr.ttl=0', '-Dsun.net.inetaddr.negative.ttl=0'],
  ...['-cp', `/opt/kafka/libs/*:${cachePlace}/writer.jar`],
  ...['NumberedWriter', '/run/client/client.properties'],
];
const child = spawn(
  'unshare',
  [
    ...['--mount', '--pid', '--fork', '--kill-child=SIGKILL', enterContainer],
    ...[image.root, fstab, '0', '0', ...java],
  ],
  { stdio: 'inherit' },
);
child.once('exit', code => process.exit(code ?? 1));
