import { createHash } from 'node:crypto';
import { access, copyFile, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { moveInto } from '../../running/moveInto.mjs';
import { onPath } from '../../running/onPath.mjs';
import { Problem } from '../../running/problem.mjs';
import { runTool } from '../../running/runTool.mjs';
import { toolCache } from '../../running/toolCache.mjs';

const pom = fileURLToPath(new URL('pom.xml', import.meta.url));

/**
 * The jars of a version of Kafka, fetched once.
 *
 * @param {import('../../running/children.mjs').Children} children
 * @param {string} version such as `4.3.1`
 * @returns {Promise<string>} the folder that they are in
 */
export async function kafkaJars(children, version) {
  const hash = createHash('sha256')
    .update(await readFile(pom))
    .digest('hex');
  const place = join(toolCache(), `kafka-${version}-${hash.slice(0, 12)}`);
  const isThere = await access(place).then(
    () => true,
    () => false,
  );
  if (isThere) return place;
  if ((await onPath('mvn')) === undefined)
    throw new Problem(
      'The drill needs Maven to fetch Kafka: install the package maven and start again.',
    );
  console.error(`Fetching Kafka ${version} from Maven (once, about 60 MB)`);
  const aside = `${place}.${process.pid}`;
  await mkdir(aside, { recursive: true });
  await copyFile(pom, join(aside, 'pom.xml'));
  await runTool(children, {
    doing: `Fetching Kafka ${version}`,
    command: 'mvn',
    args: [
      ...['--batch-mode', '--quiet', 'dependency:copy-dependencies'],
      ...[`-Dkafka.version=${version}`, '-DincludeScope=runtime'],
      '-DoutputDirectory=jars',
    ],
    directory: aside,
    environment: process.env,
    source: 'the Maven repository',
  });
  await moveInto(place, join(aside, 'jars'));
  await rm(aside, { recursive: true, force: true });
  return place;
}
