import { rm } from 'node:fs/promises';
import { cutOff } from '../../cutOff.mjs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startInAnyOrder } from '../../startInAnyOrder.mjs';
import { waitUntil } from '../../waitUntil.mjs';
import { runScript } from '../runScript.mjs';

const asynchronous =
  'replication is asynchronous: what was acknowledged in the last moment may be on the lost disk alone';
const memoryOnly = 'the page cache survives; a loss of power is not covered';

/** @type {readonly import('../../engineDrills.mjs').Drill[]} */
export const clusterDrills = [
  {
    name: 'first-start',
    title: 'First start, all members at once',
    isShort: true,
    promisesAll: true,
    run: async ({ shards }) => {
      await Promise.all(shards.podSets.map(podSet => podSet.start()));
      return { done: 'six empty disks, founded once all say so' };
    },
  },
  {
    name: 'lose-ordinal-0',
    title: 'Loss of ordinal 0 of a shard with its disk',
    isShort: true,
    promisesAll: false,
    limit: asynchronous,
    run: async ({ shards }) => {
      const [pod] = shards.podSets[0].pods;
      const role = await shards.roleOf(pod);
      await loseWithDisk(pod);
      await pod.start();
      return {
        done: `${pod.name} was ${role}; it comes back at once, empty, as a replica`,
      };
    },
  },
  {
    name: 'rolling-restart',
    title:
      'Rolling restart of all shards at once in StatefulSet order, with preStop',
    promisesAll: true,
    run: async ({ shards }) => {
      await Promise.all(shards.podSets.map(podSet => podSet.roll()));
      return {
        done: `each pod replaced, ${shards.podSets[0].set.minReadySeconds} s ready before the next of its shard`,
      };
    },
  },
  {
    name: 'kill-primary',
    title: 'kill -9 of a primary, restarted by the kubelet',
    isShort: true,
    promisesAll: true,
    limit: memoryOnly,
    run: async ({ shards }) => {
      const primary = await shards.primary(1);
      await primary.container('redis').crash();
      return { done: `${primary.name} killed` };
    },
  },
  {
    name: 'lose-primary',
    title: 'Node of a primary lost with its disk, back after 30 s',
    promisesAll: false,
    limit: asynchronous,
    run: async ({ shards }) => {
      const primary = await shards.primary(2);
      await loseWithDisk(primary);
      await delay(30_000);
      await primary.start();
      return { done: `${primary.name} gone without a word, back empty` };
    },
  },
  {
    name: 'lose-data',
    title:
      'A primary loses its data, but not what its disk knows of the cluster',
    promisesAll: false,
    limit: asynchronous,
    run: async ({ shards }) => {
      const primary = await shards.primary(1);
      await primary.lose();
      const disk = join(primary.volumes.claims, `data-${primary.name}`);
      await rm(join(disk, 'redis/appendonlydir'), { recursive: true });
      await primary.start();
      await waitUntil(`${primary.name} is ready`, () => primary.isReady());
      if (await shards.leads(primary))
        throw new Error('It leads its slots, and they are empty');
      return { done: `${primary.name} comes back at once, as a new replica` };
    },
  },
  {
    name: 'full-outage',
    title: 'Loss of all members, restart in any order with new addresses',
    isShort: true,
    promisesAll: true,
    limit: memoryOnly,
    run: async ({ shards }) => {
      const { pods } = shards;
      await Promise.all(pods.map(pod => pod.lose()));
      const order = await startInAnyOrder(pods);
      const names = order.map(({ name }) => name.replace('drill-shard-', ''));
      return { done: `started in the order ${names.join(', ')}, 2 s apart` };
    },
  },
  {
    name: 'empty-primary',
    title: 'Full outage, and a primary comes back empty',
    promisesAll: false,
    limit:
      'what the replica had not got is gone; nobody but a person may decide that',
    run: async ({ shards }) => {
      const primary = await shards.primary(0);
      const replica = shards.podSets[0].pods.find(pod => pod !== primary);
      await Promise.all(shards.pods.map(pod => pod.lose()));
      await primary.volumes.loseDisk();
      await Promise.all(shards.podSets.map(podSet => podSet.start()));
      await waitUntil('the other shards serve', () => shards.serve([1, 2]));
      await delay(10_000);
      if (await shards.leads(primary))
        throw new Error('The empty disk leads its shard');
      if (await shards.leads(replica))
        throw new Error('The replica led without being told to');
      await runScript(replica, 'redis', ['/scripts/take-over.sh']);
      return {
        done: `${primary.name} waited, and led nothing; ${replica.name} took over when it was told to`,
      };
    },
  },
  {
    name: 'split',
    title: 'A primary is cut off from all others for 40 s',
    promisesAll: true,
    limit:
      'holds for clients on the side of the majority; those beside the cut primary are told apart below',
    run: async scene => {
      const primary = await scene.shards.primary(0);
      return cutOff(scene, { primary, beside: scene.writeBeside(primary, 0) });
    },
  },
];

/** @param {import('../../pod.mjs').Pod} pod */
async function loseWithDisk(pod) {
  await pod.lose();
  await pod.volumes.loseDisk();
}
