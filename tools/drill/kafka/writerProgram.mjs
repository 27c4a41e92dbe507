import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fromArchive } from './classArchive.mjs';

/*
 * Runs NumberedWriter.java inside of the image of the servers, which has Java and the jars; its input and output are ours.
 */
const { image, hosts, properties } = JSON.parse(process.argv[2]);
const here = fileURLToPath(new URL('.', import.meta.url));
const enterContainer = fileURLToPath(
  new URL('../enter-container.sh', import.meta.url),
);
const mounts = [
  ...image.mounts.map(([from, to]) => [from, to, 'ro']),
  [here, '/opt/drill', 'ro'],
  [properties, '/run/client', 'ro'],
  [hosts, '/etc/hosts', 'ro'],
];
for (const place of ['/opt/kafka/libs', '/opt/drill', '/run/client'])
  mkdirSync(join(image.root, place), { recursive: true });
const java = [
  ...['java', '-Xmx128m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'],
  // Pods come back with another address.
  ...['-Dsun.net.inetaddr.ttl=0', '-Dsun.net.inetaddr.negative.ttl=0'],
  ...[...fromArchive, '-cp', '/opt/kafka/libs/*'],
  '/opt/drill/NumberedWriter.java',
  '/run/client/client.properties',
];
const child = spawn(
  'unshare',
  [
    ...['--mount', '--pid', '--fork', '--kill-child=SIGKILL', enterContainer],
    ...[image.root, ...mounts.flat(), '--', '0', '0', ...java],
  ],
  { stdio: 'inherit' },
);
child.once('exit', code => process.exit(code ?? 1));
