import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../../running/problem.mjs';
import { debianImage, ownPrograms, writeProgram } from '../image.mjs';
import {
  cachePlace,
  fromCache,
  performance,
  rehearse,
} from './aheadOfTime.mjs';
import { kafkaJars } from './jars.mjs';

const launchers = {
  'kafka-server-start': 'kafka.Kafka',
  'kafka-storage': 'kafka.tools.StorageTool',
  'kafka-configs': 'kafka.admin.ConfigCommand',
  'kafka-acls': 'org.apache.kafka.tools.AclCommand',
  'kafka-topics': 'org.apache.kafka.tools.TopicCommand',
  'kafka-cluster': 'org.apache.kafka.tools.ClusterTool',
  'kafka-features': 'org.apache.kafka.tools.FeatureCommand',
  'kafka-metadata-quorum': 'org.apache.kafka.tools.MetadataQuorumCommand',
  'kafka-broker-api-versions':
    'org.apache.kafka.tools.BrokerApiVersionsCommand',
  'kafka-reassign-partitions':
    'org.apache.kafka.tools.reassign.ReassignPartitionsCommand',
  'kafka-console-producer': 'org.apache.kafka.tools.ConsoleProducer',
  'kafka-console-consumer': 'org.apache.kafka.tools.consumer.ConsoleConsumer',
};

/** The other programs have most of their classes in common with this one. */
const cached = [
  'kafka-server-start',
  'kafka-storage',
  'kafka-configs',
  'kafka-metadata-quorum',
];
const cacheFor = name =>
  fromCache(cached.includes(name) ? name : 'kafka-topics');

/**
 * Starts the class as the launcher of the official image does, with the options that it takes from the environment, and
 * with options of its own where the environment has none.
 */
const launcher = (name, mainClass) => `#!/bin/sh
exec java $KAFKA_HEAP_OPTS \${KAFKA_JVM_PERFORMANCE_OPTS:-${performance}} $KAFKA_LOG4J_OPTS $KAFKA_OPTS \${KAFKA_CACHE_OPTS:-${cacheFor(name).join(' ')}} -cp '/opt/kafka/libs/*' ${mainClass} "$@"
`;

/**
 * Images with Kafka: Java and the nc of busybox from Debian, the jars from Maven, and stand-ins for the launchers of the official
 * image. Java is newer than the 21 of that one, which cannot keep classes that are loaded and linked.
 *
 * @param {import('../../running/children.mjs').Children} children
 * @returns {Promise<(version: string) => Promise<import('../image.mjs').Image & { version: string }>>} the image of a version
 */
export async function findKafkaImages(children) {
  const image = await debianImage({
    packages: ['busybox', 'openjdk-25-jdk-headless'],
    program: 'usr/bin/busybox',
  });
  if (image === undefined)
    throw new Problem(
      'The drill needs debootstrap, which fetches Java and busybox from Debian: install it and start again.',
    );
  await addLaunchers(image.root);
  return async version => {
    const jars = await kafkaJars(children, version);
    const cache = await rehearse(image.root, { version, jars });
    return {
      ...image,
      version,
      mounts: [...image.mounts, [jars, '/opt/kafka/libs'], [cache, cachePlace]],
    };
  };
}

/** @param {string} root */
async function addLaunchers(root) {
  const bin = join(root, 'opt/kafka/bin');
  await mkdir(bin, { recursive: true });
  for (const [name, mainClass] of Object.entries(launchers))
    await writeProgram(join(bin, `${name}.sh`), launcher(name, mainClass));
  await symlink('/usr/bin/busybox', join(root, ownPrograms, 'nc')).catch(
    error => {
      if (error.code !== 'EEXIST') throw error;
    },
  );
}
