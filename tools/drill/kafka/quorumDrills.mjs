import { setTimeout as delay } from 'node:timers/promises';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pageCacheSurvives } from '../limits.mjs';
import { startInAnyOrder } from '../startInAnyOrder.mjs';
import { waitUntil } from '../waitUntil.mjs';

/**
 * Losses of controllers, which hold the metadata, and of everybody: founding the cluster again would lose it.
 *
 * @type {readonly import('../engineDrills.mjs').Drill[]}
 */
export const quorumDrills = [
  {
    name: 'lose-controller-0',
    title: 'Loss of controller 0 with its disk',
    isShort: true,
    promisesAll: true,
    run: async ({ controllers }) => {
      const [pod] = controllers.pods;
      await pod.lose();
      await pod.volumes.loseDisk();
      await pod.start();
      return {
        done: 'it comes back at once, empty, and takes its place again',
      };
    },
  },
  {
    name: 'found-twice',
    title: 'Controller 0 loses its disk while controller 1 is down',
    isShort: true,
    promisesAll: true,
    run: async scene => {
      const [first, second] = scene.controllers.pods;
      const before = await foundings(scene);
      await second.lose();
      await first.lose();
      await first.volumes.loseDisk();
      await first.start();
      await delay(30_000);
      if (await first.isReady())
        throw new Error('Controller 0 is ready without a majority');
      await second.start();
      await checkFoundings(scene, before);
      return { done: 'it waited 30 s, and joined when controller 1 was back' };
    },
  },
  {
    name: 'found-alone',
    title: 'Controller 0 loses its disk while both others are down',
    promisesAll: true,
    run: async scene => {
      const [first, ...others] = scene.controllers.pods;
      const before = await foundings(scene);
      await Promise.all(scene.controllers.pods.map(pod => pod.lose()));
      await first.volumes.loseDisk();
      // It waits for the others: the start of the pod ends only then.
      const started = first.start();
      await delay(30_000);
      if (first.containers.length > 0)
        throw new Error(
          'Controller 0 started although nobody told it the state',
        );
      await Promise.all(others.map(pod => pod.start()));
      await started;
      await checkFoundings(scene, before);
      return { done: 'it waited 30 s without a server, and joined the others' };
    },
  },
  {
    name: 'no-majority',
    title: 'Two of three controllers are gone for 40 s',
    promisesAll: true,
    run: async ({ controllers }) => {
      const lost = controllers.pods.slice(0, 2);
      await Promise.all(lost.map(pod => pod.lose()));
      await delay(40_000);
      await Promise.all(lost.map(pod => pod.start()));
      return { done: 'the brokers went on with what they knew' };
    },
  },
  {
    name: 'hang-controller',
    title:
      'The active controller hangs with its connections open, and then a broker is lost',
    promisesAll: true,
    limit:
      'the port of a process that hangs still takes connections, so its probes go on to succeed',
    run: async ({ cluster, waitForWrites }) => {
      const hanging = await cluster.activeController();
      hanging.container('kafka').hang();
      await waitUntil(
        'the brokers follow another controller',
        async () => (await cluster.activeController()) !== hanging,
      );
      // What the new controller decides has to reach the brokers that are left, or nobody leads what the lost one led.
      const lost = await cluster.leader();
      await lost.lose();
      await waitForWrites();
      hanging.container('kafka').goOn();
      await lost.start();
      return {
        done: `the brokers followed another one, which let others lead what ${lost.name} had led`,
      };
    },
  },
  {
    name: 'full-outage',
    title: 'Loss of all members, restart in any order',
    promisesAll: true,
    limit: pageCacheSurvives,
    run: async scene => {
      const pods = [...scene.controllers.pods, ...scene.brokers.pods];
      const before = await foundings(scene);
      await Promise.all(pods.map(pod => pod.lose()));
      const order = await startInAnyOrder(pods);
      await checkFoundings(scene, before);
      const names = order.map(({ name }) => name.replace('drill-', ''));
      return { done: `started in the order ${names.join(', ')}, 2 s apart` };
    },
  },
];

/** How often a cluster was founded on these disks, by the log of the only member that may. */
async function foundings({ work }) {
  const log = await readFile(
    join(work, 'drill-controller-0-prepare.log'),
    'utf8',
  );
  return log.split('founding the cluster').length - 1;
}

async function checkFoundings(scene, before) {
  if ((await foundings(scene)) !== before)
    throw new Error('The cluster was founded a second time');
}
