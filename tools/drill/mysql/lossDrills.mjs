import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { mountSmallDisk } from '../smallDisk.mjs';
import { shuffle } from '../shuffle.mjs';
import { waitUntil } from '../waitUntil.mjs';
import { inKeeper } from './group.mjs';

const memoryOnly =
  'the page cache survives; a loss of power on several nodes at once is not covered';

/**
 * Losses of members and of their disks.
 *
 * @type {readonly import('../engineDrills.mjs').Drill[]}
 */
export const lossDrills = [
  {
    name: 'kill-primary',
    title: 'kill -9 of the primary, restarted by the kubelet',
    isShort: true,
    promisesAll: true,
    limit: memoryOnly,
    run: async ({ group }) => {
      const primary = await group.primary();
      primary.container('mysql').crash();
      return { done: `${primary.name} killed` };
    },
  },
  {
    name: 'lose-ordinal-0',
    title: 'Loss of ordinal 0 with its disk',
    isShort: true,
    promisesAll: true,
    run: async ({ group, members }) => {
      const [pod] = members.pods;
      const role = await group.roleOf(pod);
      await pod.lose();
      await pod.volumes.loseDisk();
      await pod.start();
      return {
        done: `ordinal 0 was ${role}; it comes back at once, empty, and is cloned`,
      };
    },
  },
  {
    name: 'full-outage',
    title: 'Loss of all members, restart in any order',
    isShort: true,
    promisesAll: true,
    limit: memoryOnly,
    run: async ({ members }) => {
      await Promise.all(members.pods.map(pod => pod.lose()));
      const order = shuffle(members.pods);
      for (const pod of order) {
        await pod.start();
        await delay(2_000);
      }
      return {
        done: `started in the order ${order.map(({ ordinal }) => ordinal).join(', ')}, 2 s apart`,
      };
    },
  },
  {
    name: 'empty-ordinal-0',
    title: 'Full outage, and ordinal 0 comes back empty',
    promisesAll: true,
    run: async ({ group, members }) => {
      const role = await group.roleOf(members.pods[0]);
      await Promise.all(members.pods.map(pod => pod.lose()));
      await members.pods[0].volumes.loseDisk();
      await members.start();
      return { done: `ordinal 0 was ${role}` };
    },
  },
  {
    name: 'refuse-to-found',
    title: 'Full outage, and two of three disks are gone',
    promisesAll: false,
    limit:
      'what the lost majority alone had received is gone, so that a person decides',
    run: async ({ members }) => {
      await Promise.all(members.pods.map(pod => pod.lose()));
      const [first, second, last] = members.pods;
      await Promise.all([first, second].map(pod => pod.volumes.loseDisk()));
      await members.start();
      await waitUntil('the last member says why it founds nothing', async () =>
        (await last.logOf('keeper')).includes('2 of 3 disks are empty'),
      );
      await delay(10_000);
      if (
        (await Promise.all(members.pods.map(pod => pod.isReady()))).some(
          Boolean,
        )
      )
        throw new Error(
          'A group was founded although a majority lost its data',
        );
      await inKeeper(last, 'touch /var/lib/mysql/origin');
      return {
        done: `no group until ${last.name} was named as by scripts/name-primary.sh; the others were cloned from it`,
      };
    },
  },
  {
    name: 'split',
    title: 'The primary is cut off from all others for 40 s',
    promisesAll: true,
    run: async ({ group, writeBeside, waitForFullStrength }) => {
      const primary = await group.primary();
      const beside = writeBeside(primary);
      await beside.hasBegun();
      await primary.cut();
      await delay(40_000);
      const acknowledgedAlone = beside.countSince();
      await primary.join();
      await waitForFullStrength();
      const lost = await beside.endAndVerify();
      if (lost > 0)
        throw new Error(
          `The client beside ${primary.name} lost ${lost} writes`,
        );
      return {
        done: `${primary.name} cut off; a client beside it got ${acknowledgedAlone} writes acknowledged meanwhile and lost none`,
      };
    },
  },
  {
    name: 'disk-full',
    title: 'The disk of the primary is full',
    promisesAll: true,
    run: async ({ group, members, work, ...scene }) => {
      const pod = members.pods[2];
      await pod.lose();
      await pod.volumes.loseDisk();
      const claim = join(work, 'claims', `data-${pod.name}`);
      const disk = await mountSmallDisk(claim, 800);
      await pod.start();
      await scene.waitForFullStrength();
      await scene.moveTo(pod);
      await disk.fill();
      await waitUntil(
        'another member leads',
        async () => (await group.primary()) !== pod,
      );
      await scene.waitForWrites();
      await disk.empty();
      return { done: `${pod.name} stopped, the others went on` };
    },
  },
];
