import { setTimeout as delay } from 'node:timers/promises';
import { join } from 'node:path';
import { mountSmallDisk } from '../smallDisk.mjs';
import { waitUntil } from '../waitUntil.mjs';
import { newPassword } from './password.mjs';
import { runScript } from './runScript.mjs';

/**
 * What an owner does on purpose, and what comes of not looking after the disk.
 *
 * @type {readonly import('../engineDrills.mjs').Drill[]}
 */
export const careDrills = [
  {
    name: 'scale',
    title:
      'Members from three to five and back, the primary among those that leave',
    promisesAll: true,
    run: async ({ podSet, members, applyReplicas, waitForFullStrength }) => {
      const outdated = [...podSet.pods];
      await applyReplicas(5);
      await podSet.roll(outdated);
      await waitForFullStrength();
      await members.moveTo(podSet.pods.slice(3));
      // As scripts/scale-down.sh does.
      await members.moveTo(podSet.pods.slice(0, 3));
      await podSet.scale(3);
      for (const pod of podSet.pods)
        await runScript(pod, 'sentinel', ['/scripts/forget-members.sh', '3']);
      await applyReplicas(3);
      await podSet.roll();
      return {
        done: 'the primary handed over, two members left, and the Sentinels forgot them one after the other',
      };
    },
  },
  {
    name: 'rotate-password',
    title: 'Change of the password, the primary replaced in between',
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
      const end = '/scripts/end-former-password.sh';
      for (const pod of podSet.pods)
        for (const [container, port] of members.servers)
          await runScript(pod, container, [end, String(port)]);
      for (const pod of podSet.pods) {
        if (await members.takes(pod, former))
          throw new Error(`${pod.name} still takes the former password`);
        if (!(await members.takes(pod, password)))
          throw new Error(`${pod.name} refuses the new password`);
      }
      return {
        done: 'taken beside the former one without a restart, then the former one was ended',
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
