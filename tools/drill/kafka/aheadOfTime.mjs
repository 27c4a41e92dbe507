import { createHash } from 'node:crypto';
import { access, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { moveInto } from '../../running/moveInto.mjs';
import { makeCertificates } from '../certificates.mjs';
import { fstabOf } from '../fstab.mjs';
import { outputOf } from '../runCommand.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const enterContainer = join(here, '../enter-container.sh');
const sources = ['NumberedWriter.java', 'rehearse.sh'];

/** Where containers find the caches, and the client of the drills. */
export const cachePlace = '/opt/kafka/cache';

/** What suits virtual machines that live for a minute: they take half the processor time until they listen. */
export const performance = '-XX:+UseSerialGC -XX:TieredStopAtLevel=1';

/**
 * The options with which Java takes classes, loaded and linked, from the cache of that program. Where the cache was made to lie,
 * it is used as it is; at a random place each virtual machine would write to all of it. What was compiled in the rehearsal is not
 * compiled again ahead of its use: most of it would never pay in a minute.
 *
 * @param {string} program that rehearse.sh ran
 */
export function fromCache(program) {
  return [
    `-XX:AOTCache=${cachePlace}/${program}.aot`,
    '-XX:+UnlockDiagnosticVMOptions',
    ...['-XX:ArchiveRelocationMode=0', '-XX:-AOTReplayTraining'],
  ];
}

/**
 * Has Java run each program of Kafka once and keep what it would do at each start: a drill starts hundreds of virtual machines,
 * and each then takes half the processor time to start.
 *
 * @param {string} root of the image
 * @param {{ version: string, jars: string }} kafka `jars`: the folder that they are in
 * @returns {Promise<string>} the folder that containers show at {@link cachePlace}
 */
export async function rehearse(root, { version, jars }) {
  const hash = createHash('sha256');
  for (const source of sources) hash.update(await readFile(join(here, source)));
  const name = `${version}-${hash.digest('hex').slice(0, 12)}`;
  const place = join(root, 'opt/kafka/caches', name);
  const isThere = await access(place).then(
    () => true,
    () => false,
  );
  if (isThere) return place;
  console.error(`Rehearsing Kafka ${version} (once, about 40 s)`);
  const aside = `${place}.${process.pid}`;
  const cache = join(aside, 'cache');
  const work = join(aside, 'work');
  await mkdir(cache, { recursive: true });
  const certificates = await makeCertificates(join(work, 'certificates'), {
    commonName: 'member',
    names: ['member'],
  });
  for (const [file, text] of Object.entries(certificates))
    await writeFile(join(work, file), text);
  await writeFile(join(work, 'hosts'), '127.0.0.1 member\n');
  const mounts = [
    [jars, '/opt/kafka/libs', 'ro'],
    [here, '/opt/drill', 'ro'],
    [cache, cachePlace, 'rw'],
    [work, '/tmp', 'rw'],
    [join(work, 'hosts'), '/etc/hosts', 'ro'],
  ];
  for (const [, to] of mounts.slice(0, -1))
    await mkdir(join(root, to), { recursive: true });
  await writeFile(join(root, 'etc/hosts'), '', { flag: 'a' });
  const fstab = join(aside, 'mounts');
  await writeFile(fstab, fstabOf(root, mounts));
  await outputOf(
    'unshare',
    [
      ...['--mount', '--net', '--pid', '--fork', '--kill-child=SIGKILL'],
      ...['sh', '-c', 'ip link set lo up; exec "$@"', 'sh'],
      ...[enterContainer, root, fstab, '0', '0'],
      ...['/opt/drill/rehearse.sh', cachePlace, performance],
    ],
    { timeoutMs: 600_000 },
  );
  await moveInto(place, cache);
  await rm(aside, { recursive: true, force: true });
  return place;
}
