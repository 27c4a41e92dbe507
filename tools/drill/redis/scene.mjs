import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { checkout } from '../running/checkout.mjs';
import { HostsFile } from './hostsFile.mjs';
import { findRedisImage } from './image.mjs';
import { runJob } from './jobPod.mjs';
import { Network } from './network.mjs';
import { PodSet } from './podSet.mjs';
import { ProbeLog } from './probeLog.mjs';
import { renderSet } from './renderedSet.mjs';
import { Writer } from './writer.mjs';

const chart = join(
  checkout,
  'plugins/scaffolder-backend-module-stateful-services/blueprints/redis/charts/redis',
);

/** @typedef {Awaited<ReturnType<typeof setRedisScene>>} Scene */

/**
 * A network, a set of pods that has not started yet, a client that writes, and somebody who notes what the probes say.
 *
 * @param {{ children: import('../running/children.mjs').Children, work: string, helm: string }} options
 */
export async function setRedisScene({ children, work, helm }) {
  const image = await findRedisImage(work);
  const set = await renderSet({
    helm,
    chart,
    values: join(chart, 'ci/replication-values.yaml'),
    settings: 'backup.enabled=true',
    release: 'drill',
  });
  const network = new Network();
  await network.create();
  const members = Array.from({ length: set.replicas }, (_, ordinal) =>
    set.memberName(ordinal),
  );
  const hosts = new HostsFile(join(work, 'hosts'), members);
  await hosts.create();
  await writeFile(join(work, 'resolv.conf'), '');
  const password = randomBytes(18).toString('base64');
  const surroundings = {
    ...{ set, work, network, hosts, image, children },
    secret: { password },
  };
  const podSet = new PodSet(surroundings);
  const settings = { hosts: hosts.file, members, password, prefix: 'outside' };
  const writer = new Writer(children, {
    namespace: network.namespace,
    settings,
  });
  const probes = new ProbeLog();

  /** A client in the pod of a member, which goes on to write to that member whatever the Sentinels say. */
  function writeBeside(pod) {
    const beside = new Writer(children, {
      namespace: pod.namespace,
      settings: {
        ...settings,
        prefix: `beside-${Date.now()}`,
        only: '127.0.0.1',
      },
    });
    const begun = { count: 0 };
    return {
      async hasBegun() {
        await podSet.waitUntil(
          'the second client writes',
          async () => beside.acknowledged.length > 20,
        );
        begun.count = beside.acknowledged.length;
      },
      countSince: () => beside.acknowledged.length - begun.count,
      async endAndVerify() {
        const missing = await beside.verify();
        beside.end();
        return missing.length;
      },
    };
  }

  return {
    version: `Redis ${image.version}`,
    podSet,
    writer,
    probes,
    writeBeside,
    runJob: (name, environment) => runJob(surroundings, { name, environment }),
    watch: () => probes.watch(podSet),
    async waitForWrites() {
      const before = writer.acknowledged.length;
      await podSet.waitUntil(
        'the client writes again',
        async () => writer.acknowledged.length > before + 100,
      );
      await delay(1_000);
    },
    async end() {
      probes.end();
      writer.end();
    },
  };
}
