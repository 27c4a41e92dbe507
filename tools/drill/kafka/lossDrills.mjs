import { setTimeout as delay } from 'node:timers/promises';
import { join } from 'node:path';
import { waitUntil } from '../waitUntil.mjs';
import { pageCacheSurvives } from '../limits.mjs';
import { mountSmallDisk } from '../smallDisk.mjs';

/**
 * Losses of brokers.
 *
 * @type {readonly import('../engineDrills.mjs').Drill[]}
 */
export const lossDrills = [
  {
    name: 'kill-leader',
    title: 'kill -9 of a broker that leads, restarted by the kubelet',
    isShort: true,
    promisesAll: true,
    limit: pageCacheSurvives,
    run: async ({ cluster }) => {
      const leader = await cluster.leader();
      await leader.container('kafka').crash();
      return { done: `${leader.name} killed` };
    },
  },
  {
    name: 'lose-broker-0',
    title: 'Loss of broker 0 with its disk',
    isShort: true,
    promisesAll: true,
    run: async ({ brokers }) => {
      const [pod] = brokers.pods;
      await pod.lose();
      await pod.volumes.loseDisk();
      await pod.start();
      return { done: 'it comes back at once, empty, and copies its data' };
    },
  },
  {
    name: 'split-broker',
    title: 'A broker that leads is cut off from all others for 40 s',
    promisesAll: true,
    run: async ({ cluster }) => {
      const leader = await cluster.leader();
      await leader.cut();
      await delay(40_000);
      await leader.join();
      return { done: `${leader.name} cut off` };
    },
  },
  {
    name: 'disk-full',
    title: 'The disk of a broker is full',
    promisesAll: true,
    run: async ({ brokers, work, waitForFullStrength, waitForWrites }) => {
      const pod = brokers.pods[2];
      await pod.lose();
      await pod.volumes.loseDisk();
      const claim = join(work, 'claims', `data-${pod.name}`);
      const disk = await mountSmallDisk(claim, 200);
      await pod.start();
      await waitForFullStrength();
      await disk.fill();
      await waitUntil(
        'the broker is not ready',
        async () => !(await pod.isReady()),
      );
      await waitForWrites();
      await disk.empty();
      return {
        done: `${pod.name} ended, the others went on; it came back once there was room`,
      };
    },
  },
];
