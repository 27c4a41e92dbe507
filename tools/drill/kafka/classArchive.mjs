import { access, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { outputOf } from '../runCommand.mjs';

const name = 'classes.jsa';
const enterContainer = fileURLToPath(
  new URL('../enter-container.sh', import.meta.url),
);

/**
 * The options with which Java takes classes from the archive; without one it loads them from the jars. Where the archive was
 * made to lie, it is used as it is; at a random place each virtual machine would write to all of its 190 MB.
 */
export const fromArchive = [
  `-XX:SharedArchiveFile=/opt/kafka/libs/${name}`,
  ...['-XX:+UnlockDiagnosticVMOptions', '-XX:ArchiveRelocationMode=0'],
];

/** Of all classes of the jars, and of those of Java itself that it archives by default. */
const archive = aside => `set -eu
cd /opt/kafka/libs
java=$(readlink -f /usr/bin/java)
{
  cat "\${java%/bin/java}/lib/classlist"
  for jar in *.jar; do busybox unzip -l "$jar"; done |
    sed -n 's/^.* \\(.*\\)\\.class$/\\1/p' | grep -v '^META-INF/\\|module-info$' | sort -u
} >${aside}.list
java -Xshare:dump -XX:SharedClassListFile=${aside}.list -XX:SharedArchiveFile=${aside} -cp '/opt/kafka/libs/*'
rm ${aside}.list
mv ${aside} ${name}
`;

/**
 * Has Java read the classes of Kafka once: a drill starts hundreds of virtual machines, and each then takes half the
 * processor time to start.
 *
 * @param {string} root of the image
 * @param {string} jars the folder that they are in, where the archive stays
 */
export async function archiveClasses(root, jars) {
  const isThere = await access(join(jars, name)).then(
    () => true,
    () => false,
  );
  if (isThere) return;
  console.error('Archiving the classes of Kafka (once, about 30 s)');
  await mkdir(join(root, 'opt/kafka/libs'), { recursive: true });
  await outputOf(
    'unshare',
    [
      ...['--mount', '--pid', '--fork', '--kill-child=SIGKILL'],
      ...[enterContainer, root, jars, '/opt/kafka/libs', 'rw', '--', '0', '0'],
      ...['sh', '-c', archive(`${name}.${process.pid}`)],
    ],
    { timeoutMs: 600_000 },
  );
}
