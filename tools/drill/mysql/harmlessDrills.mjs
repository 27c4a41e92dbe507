import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import { waitUntil } from '../waitUntil.mjs';
import { inKeeper } from './members.mjs';
import { newPassword } from './scene.mjs';

/** @type {import('../engineDrills.mjs').Drill} */
export const firstStart = {
  name: 'first-start',
  title: 'First start, all members at once',
  isShort: true,
  promisesAll: true,
  run: async ({ members, proxies }) => {
    await Promise.all([members.start(), proxies?.start()]);
    return { done: `${members.pods.length} empty disks, all at once` };
  },
};

/** @type {import('../engineDrills.mjs').Drill} */
export const rollingRestart = {
  name: 'rolling-restart',
  title: 'Rolling restart in StatefulSet order, with preStop',
  promisesAll: true,
  run: async ({ members }) => {
    await members.roll();
    return {
      done: `each pod replaced, ${members.set.minReadySeconds} s ready before the next`,
    };
  },
};

/** @type {import('../engineDrills.mjs').Drill} */
export const restore = {
  name: 'restore',
  title: 'Backup, all disks lost, restore',
  promisesAll: true,
  limit: 'holds for what was acknowledged before the backup began',
  run: async ({ members, writer, runJob, backups }) => {
    const after = writer.acknowledged.at(-1).number;
    await runJob('backup', {});
    const file = (await backups()).sort().at(-1);
    await Promise.all(members.pods.map(pod => pod.lose()));
    await Promise.all(members.pods.map(pod => pod.volumes.loseDisk()));
    await runJob('restore', { BACKUP_FILE: file });
    const upTo = writer.acknowledged.at(-1).number;
    await members.start();
    return {
      done: `all numbers up to ${after} restored from a copy`,
      meantToLose: { after, upTo },
    };
  },
};

/** @type {import('../engineDrills.mjs').Drill} */
export const rotatePasswords = {
  name: 'rotate-passwords',
  title: 'Change of all passwords, with a rolling restart',
  promisesAll: true,
  run: async ({ members, roles, secret, usePassword, writeBeside }) => {
    const former = secret.password;
    const primary = await roles.primary();
    secret.password = newPassword();
    secret['member-password'] = newPassword();
    const { pods } = members;
    const others = pods.filter(pod => pod !== primary);
    for (const pod of others) await pod.volumes.refresh();
    await waitUntil(
      'the others take a password that the primary does not know yet',
      async () => (await Promise.all(others.map(takesMember))).every(Boolean),
    );
    const beside = writeBeside(primary);
    await beside.hasBegun();
    if ((await beside.endAndVerify()) > 0)
      throw new Error(`The client beside ${primary.name} lost writes`);
    await primary.volumes.refresh();
    await waitUntil('every member takes the new passwords', async () =>
      (await Promise.all(pods.map(takesTheSecret))).every(Boolean),
    );
    await usePassword();
    await members.roll();
    for (const pod of pods) await endFormerPasswords(pod);
    if (await takes(pods[0], former))
      throw new Error('The former password is still taken');
    return {
      done: 'both passwords taken until every member had joined with the new one, then the former ones ended',
    };
  },
};

/**
 * What an owner does on purpose.
 *
 * @type {readonly import('../engineDrills.mjs').Drill[]}
 */
export const harmlessDrills = [
  rollingRestart,
  {
    name: 'scale',
    title: 'Members from three to five and back',
    promisesAll: true,
    run: async ({ change, waitForFullStrength }) => {
      await change({ replicas: 5 });
      await waitForFullStrength();
      await change({ replicas: 3 });
      return { done: 'nobody restarted but the proxies, one by one' };
    },
  },
  restore,
  rotatePasswords,
];

/** @param {import('../pod.mjs').Pod} pod */
async function takesTheSecret(pod) {
  return (
    (await takesMember(pod)) &&
    (await succeeds(pod, 'can_log_in "$DATABASE_USER" "$SECRETS/password"'))
  );
}

/** @param {import('../pod.mjs').Pod} pod */
async function takesMember(pod) {
  return await succeeds(pod, 'can_log_in member "$MEMBER_PASSWORD"');
}

/** @param {import('../pod.mjs').Pod} pod @param {string} command */
async function succeeds(pod, command) {
  const { code } = await inKeeper(pod, `. /scripts/accounts.sh; ${command}`);
  return code === 0;
}

/** @param {import('../pod.mjs').Pod} pod as scripts/end-rotation.sh does */
async function endFormerPasswords(pod) {
  const { code, problem } = await inKeeper(
    pod,
    '. /scripts/accounts.sh; end_former_passwords',
  );
  if (code !== 0)
    throw new Error(`${pod.name} did not end its passwords: ${problem}`);
}

/** @param {import('../pod.mjs').Pod} pod @param {string} password of the application */
async function takes(pod, password) {
  await writeFile(
    join(pod.volumes.others, 'scratch', 'keeper', 'former'),
    password,
  );
  return await succeeds(pod, 'can_log_in "$DATABASE_USER" /tmp/former');
}
