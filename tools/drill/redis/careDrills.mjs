import { setTimeout as delay } from 'node:timers/promises';
import { join } from 'node:path';
import { mountSmallDisk } from '../smallDisk.mjs';
import { waitUntil } from '../waitUntil.mjs';
import { newPassword } from './password.mjs';

/**
 * What an owner does on purpose, and what comes of not looking after the disk.
 *
 * @type {readonly import('../engineDrills.mjs').Drill[]}
 */
export const careDrills = [
  {
    name: 'rotate-password',
    title: 'Change of the password, with a handover in between',
    promisesAll: true,
    run: async ({ podSet, members, secrets, usePassword }) => {
      const former = secrets['orders-cache-auth'].password;
      const password = newPassword();
      secrets['orders-cache-auth'].password = password;
      // The kubelets are not at one.
      for (const pod of podSet.pods) {
        await pod.volumes.refresh();
        await delay(5_000);
      }
      await waitUntil('all members use the new password', () =>
        members.useTheirPassword(),
      );
      const primary = await members.primary();
      await primary.terminate();
      await primary.start();
      await waitUntil('there is a primary again', async () =>
        members.areAtFullStrength(),
      );
      await usePassword(password);
      for (const pod of podSet.pods) await endFormerPassword(pod);
      for (const pod of podSet.pods) {
        if (await members.takes(pod, former))
          throw new Error(`${pod.name} still takes the former password`);
        if (!(await members.takes(pod, password)))
          throw new Error(`${pod.name} refuses the new password`);
      }
      return {
        done: 'taken beside the former one without a restart, then the former one was ended; connections stayed open',
      };
    },
  },
  {
    name: 'disk-full',
    title: 'The disk of the primary is full',
    promisesAll: true,
    run: async ({ podSet, members, writer, work, waitForFullStrength }) => {
      const pod = podSet.pods[1];
      await pod.lose();
      await pod.volumes.loseDisk();
      const disk = await mountSmallDisk(
        join(work, 'claims', `data-${pod.name}`),
        300,
      );
      await pod.start();
      await waitForFullStrength();
      while ((await members.primary()) !== pod) {
        const primary = await members.primary();
        await primary.terminate();
        await primary.start();
        await waitForFullStrength();
      }
      await disk.fill();
      await waitUntil('the primary refuses writes', async () => {
        const before = writer.acknowledged.length;
        await delay(3_000);
        return writer.acknowledged.length === before;
      });
      const stillPrimary = (await members.primary()) === pod;
      await disk.empty();
      return {
        done: `${pod.name} refused writes and ${stillPrimary ? 'stayed the primary' : 'was replaced'}; it went on once there was room`,
      };
    },
  },
];

/** @param {import('../pod.mjs').Pod} pod */
async function endFormerPassword(pod) {
  for (const [container, port] of [
    ['redis', '6379'],
    ['sentinel', '26379'],
  ]) {
    const { code, problem } = await pod
      .container(container)
      .exec(['/scripts/end-former-password.sh', port]);
    if (code !== 0) throw new Error(`${container} of ${pod.name}: ${problem}`);
  }
}
