import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { HostsFile } from './hostsFile.mjs';
import { startNameServer } from './nameServer.mjs';
import { Network } from './network.mjs';
import { PodSet } from './podSet.mjs';
import { ProbeLog } from './probeLog.mjs';
import { waitUntil } from './waitUntil.mjs';
import { Writer } from './writer.mjs';

/**
 * What the scenes of all engines stand on: a network, names, and the pods of the chart's sets.
 *
 * @param {{
 *   sets: readonly import('./renderedSet.mjs').RenderedSet[], secrets: Record<string, Record<string, string>>,
 *   image: import('./image.mjs').Image, children: import('../running/children.mjs').Children, work: string,
 * }} options `secrets`: what is in each Secret, by its name
 */
export async function setStage({ sets, secrets, image, children, work }) {
  const network = new Network(basename(work));
  await network.create();
  const members = sets.flatMap(set =>
    Array.from({ length: set.replicas }, (_, ordinal) =>
      set.memberName(ordinal),
    ),
  );
  const hosts = new HostsFile(join(work, 'hosts'), members);
  await hosts.create();
  await startNameServer(children, { network, hosts });
  await writeFile(join(work, 'resolv.conf'), `nameserver ${network.address}\n`);
  const surroundings = { work, network, hosts, image, children, secrets };
  const podSets = sets.map(set => new PodSet({ ...surroundings, set }));
  return { members, surroundings, podSets };
}

/**
 * A scene of which the engine says how its client writes and what full strength is.
 *
 * @param {{
 *   stage: Awaited<ReturnType<typeof setStage>>, version: string, isAtFullStrength: () => Promise<boolean>,
 *   program: string, settings: object,
 * }} options `program`: of the client, which gets `settings` as JSON (see writer.mjs)
 * @returns {import('./engineDrills.mjs').Scene}
 */
export function setScene({
  stage,
  version,
  isAtFullStrength,
  program,
  settings,
}) {
  const { network, children } = stage.surroundings;
  const writer = new Writer(children, {
    namespace: network.namespace,
    program,
    settings,
  });
  const probes = new ProbeLog();
  return {
    version,
    writer,
    probes,
    watch: () => probes.watch(stage.podSets.flatMap(({ pods }) => pods)),
    waitForFullStrength: () =>
      waitUntil('the service is at full strength', isAtFullStrength),
    async waitForWrites() {
      const before = writer.acknowledged.length;
      await waitUntil(
        'the client writes again',
        async () => writer.acknowledged.length > before + 20,
      );
      await delay(1_000);
    },
    /** Nothing of it goes on beside the scenes that come after it. */
    async end() {
      probes.end();
      writer.end();
      const pods = stage.podSets.flatMap(set => set.pods);
      await Promise.all(
        pods.filter(pod => pod.isRunning).map(pod => pod.lose()),
      );
    },
  };
}
