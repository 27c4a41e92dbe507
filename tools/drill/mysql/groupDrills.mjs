import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { mountSmallDisk } from '../smallDisk.mjs';
import { waitUntil } from '../waitUntil.mjs';
import { inKeeper } from './members.mjs';

/**
 * Losses that a group gets over, and one that it refuses to.
 *
 * @type {readonly import('../engineDrills.mjs').Drill[]}
 */
export const groupDrills = [
  {
    name: 'lose-ordinal-0',
    title: 'Loss of ordinal 0 with its disk',
    isShort: true,
    promisesAll: true,
    run: async ({ roles, members }) => {
      const [pod] = members.pods;
      const role = await roles.roleOf(pod);
      await pod.lose();
      await pod.volumes.loseDisk();
      await pod.start();
      return {
        done: `ordinal 0 was ${role}; it comes back at once, empty, and is cloned`,
      };
    },
  },
  {
    name: 'empty-ordinal-0',
    title: 'Full outage, and ordinal 0 comes back empty',
    promisesAll: true,
    run: async ({ roles, members }) => {
      const role = await roles.roleOf(members.pods[0]);
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
    run: async ({ roles, writeBeside, waitForFullStrength }) => {
      const primary = await roles.primary();
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
    title: 'The disk of the primary is nearly full',
    promisesAll: true,
    limit:
      'a disk that is full before its keeper looked, every 2 s, makes the server wait for room, and all writes with it',
    run: async ({ roles, members, work, ...scene }) => {
      const pod = members.pods[2];
      await pod.lose();
      await pod.volumes.loseDisk();
      const claim = join(work, 'claims', `data-${pod.name}`);
      const disk = await mountSmallDisk(claim, 800);
      await pod.start();
      await scene.waitForFullStrength();
      await moveTo(roles, pod);
      await disk.fill(30);
      await waitUntil(
        'another member leads',
        async () => (await roles.primary()) !== pod,
      );
      await scene.waitForWrites();
      await disk.empty();
      return {
        done: `${pod.name} left the group, the others went on; it came back once there was room`,
      };
    },
  },
];

/** As scripts/failover.sh does. */
async function moveTo(roles, pod) {
  await inKeeper(
    pod,
    "echo 'SELECT group_replication_set_as_primary(@@server_uuid, 30);' | own_within 60",
  );
  await waitUntil(
    `${pod.name} leads`,
    async () => (await roles.primary()) === pod,
  );
}
