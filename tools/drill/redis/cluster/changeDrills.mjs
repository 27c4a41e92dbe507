import { setTimeout as delay } from 'node:timers/promises';
import { waitUntil } from '../../waitUntil.mjs';
import { runScript } from '../runScript.mjs';
import { newPassword } from '../password.mjs';

/** As long as a node does not hear again of one that it has forgotten. */
const banMs = 60_000;

/**
 * What an owner does on purpose.
 *
 * @type {readonly import('../../engineDrills.mjs').Drill[]}
 */
export const changeDrills = [
  {
    name: 'scale',
    title: 'From three shards to four and back, under writes',
    promisesAll: true,
    run: async ({ shards, applyShards, waitForFullStrength }) => {
      const before = shards.pods.map(pod => pod.namespace);
      await applyShards(4);
      await waitUntil('the new shard is ready', () =>
        shards.podSets[3].areReady(),
      );
      const [first] = shards.pods;
      const rebalance = ['/scripts/rebalance.sh'];
      await runScript(first, 'redis', rebalance);
      await waitForFullStrength();
      const moved = await shards.slotsOf(3);
      await runScript(first, 'redis', ['/scripts/test-cluster.sh']);
      // As scripts/scale-down.sh does.
      const leaving = shards.podSets[3].set.name;
      await runScript(first, 'redis', ['/scripts/empty-shard.sh', leaving]);
      await applyShards(3);
      const forget = ['/scripts/forget-shard.sh', leaving];
      for (const pod of shards.pods) await runScript(pod, 'redis', forget);
      await delay(banMs);
      await waitForFullStrength();
      if (String(before) !== String(shards.pods.map(pod => pod.namespace)))
        throw new Error('A pod was restarted');
      return {
        done: `the fourth got ${moved} slots and gave them back; no pod of the others was restarted`,
      };
    },
  },
  {
    name: 'restore',
    title: 'Backup, all disks lost, restore into the new, empty cluster',
    promisesAll: true,
    limit: 'holds for what was acknowledged before the backup began',
    run: async ({ shards, writer, runJob, backups, waitForFullStrength }) => {
      const after = writer.acknowledged.at(-1).number;
      await runJob('backup', {});
      const files = await backups();
      await Promise.all(shards.pods.map(pod => pod.lose()));
      await Promise.all(shards.pods.map(pod => pod.volumes.loseDisk()));
      const upTo = writer.acknowledged.at(-1).number;
      await Promise.all(shards.podSets.map(podSet => podSet.start()));
      await waitForFullStrength();
      for (const file of files) await runJob('restore', { BACKUP_FILE: file });
      return {
        done: `all numbers up to ${after} restored from ${files.length} copies of replicas`,
        meantToLose: { after, upTo },
      };
    },
  },
  {
    name: 'rotate-password',
    title: 'Change of the password, with a handover in between',
    promisesAll: true,
    run: async ({ shards, secrets, usePassword, waitForFullStrength }) => {
      const password = newPassword();
      secrets['orders-cache-auth'].password = password;
      // The kubelets are not at one.
      for (const pod of shards.pods) {
        await pod.volumes.refresh();
        await delay(1_000);
      }
      await waitUntil('all members use the new password', () =>
        shards.useTheirPassword(),
      );
      const primary = await shards.primary(1);
      await primary.terminate();
      await primary.start();
      await waitForFullStrength();
      await usePassword(password);
      const end = ['/scripts/end-former-password.sh', '6379'];
      for (const pod of shards.pods) await runScript(pod, 'redis', end);
      return {
        done: 'taken beside the former one without a restart, then the former one was ended',
      };
    },
  },
];
