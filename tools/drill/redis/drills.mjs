import { setTimeout as delay } from 'node:timers/promises';
import { cutOff } from '../cutOff.mjs';
import { startInAnyOrder } from '../startInAnyOrder.mjs';

/** @type {import('../engineDrills.mjs').Drill} */
export const firstStart = {
  name: 'first-start',
  title: 'First start, all members at once',
  isShort: true,
  promisesAll: true,
  run: async ({ podSet }) => {
    await podSet.start();
    const { length } = podSet.pods;
    return { done: length === 1 ? 'an empty disk' : `${length} empty disks` };
  },
};

/** @type {readonly import('../engineDrills.mjs').Drill[]} */
export const replicationDrills = [
  firstStart,
  {
    name: 'lose-ordinal-0',
    title: 'Loss of ordinal 0 with its disk',
    isShort: true,
    promisesAll: false,
    limit:
      'replication is asynchronous: what was acknowledged in the last moment may be on the lost disk alone',
    run: async ({ podSet, members }) => {
      const role = await members.roleOf(podSet.pods[0]);
      await podSet.pods[0].lose();
      await podSet.pods[0].volumes.loseDisk();
      await podSet.pods[0].start();
      return { done: `ordinal 0 was ${role}; it comes back at once, empty` };
    },
  },
  {
    name: 'rolling-restart',
    title: 'Rolling restart in StatefulSet order, with preStop',
    promisesAll: true,
    run: async ({ podSet }) => {
      await podSet.roll();
      return {
        done: `each pod replaced, ${podSet.set.minReadySeconds} s ready before the next`,
      };
    },
  },
  {
    name: 'kill-primary',
    title: 'kill -9 of the primary, restarted by the kubelet',
    isShort: true,
    promisesAll: true,
    limit: 'the page cache survives; a loss of power is not covered',
    run: async ({ members }) => {
      const primary = await members.primary();
      await primary.container('redis').crash();
      return { done: `${primary.name} killed` };
    },
  },
  {
    name: 'lose-primary',
    title: 'Node of the primary lost, back after 30 s',
    promisesAll: false,
    limit:
      'replication is asynchronous: what was acknowledged in the last moment may be on the lost node alone',
    run: async ({ members }) => {
      const primary = await members.primary();
      await primary.lose();
      await delay(30_000);
      await primary.start();
      return { done: `${primary.name} gone without a word` };
    },
  },
  {
    name: 'full-outage',
    title: 'Loss of all members, the primary last to go and last to return',
    isShort: true,
    promisesAll: true,
    limit:
      'the page cache survives, a loss of power is not covered; holds when the primary is back within two minutes of the others',
    run: async ({ podSet, members }) => {
      const primary = await members.primary();
      const replicas = podSet.pods.filter(pod => pod !== primary);
      await Promise.all(replicas.map(pod => pod.lose()));
      await delay(1_000);
      await primary.lose();
      const order = await startInAnyOrder(replicas);
      // Longer than the Sentinels wait until they would elect another.
      await delay(20_000);
      await primary.start();
      return {
        done: `started in the order ${order.map(({ ordinal }) => ordinal).join(', ')}, and 22 s after them the primary, ${primary.ordinal}`,
      };
    },
  },
  {
    name: 'empty-ordinal-0',
    title: 'Full outage, and ordinal 0, the primary, comes back empty',
    promisesAll: false,
    limit: 'what the primary alone had is gone with its disk',
    run: async ({ podSet, members }) => {
      const [first] = podSet.pods;
      await members.moveTo([first]);
      await Promise.all(podSet.pods.map(pod => pod.lose()));
      await first.volumes.loseDisk();
      await podSet.start();
      return { done: 'another one leads after a minute, with what it has' };
    },
  },
  {
    name: 'split',
    title: 'The primary is cut off from all others for 40 s',
    promisesAll: true,
    limit:
      'holds for clients on the side of the majority; those beside the cut primary are told apart below',
    run: async scene => {
      const primary = await scene.members.primary();
      return cutOff(scene, { primary, beside: scene.writeBeside(primary) });
    },
  },
  {
    name: 'restore',
    title: 'Backup, all disks lost, restore',
    promisesAll: true,
    limit: 'holds for what was acknowledged before the backup began',
    run: async ({ podSet, writer, runJob, backups }) => {
      const after = writer.acknowledged.at(-1).number;
      await runJob('backup', {});
      const files = await backups();
      const file = files.find(name => name.endsWith('.rdb'));
      await Promise.all(podSet.pods.map(pod => pod.lose()));
      await Promise.all(podSet.pods.map(pod => pod.volumes.loseDisk()));
      await runJob('restore', { BACKUP_FILE: file });
      const upTo = writer.acknowledged.at(-1).number;
      await podSet.start();
      return {
        done: `all numbers up to ${after} restored from ${file}`,
        meantToLose: { after, upTo },
      };
    },
  },
];
