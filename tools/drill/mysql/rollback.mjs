import { join } from 'node:path';
import { outputOf } from '../runCommand.mjs';

/** @type {import('../engineDrills.mjs').Drill} */
export const rollback = {
  name: 'rollback',
  title: 'Back to snapshots of all volumes',
  promisesAll: true,
  limit: 'holds for what was acknowledged before the snapshots',
  run: async ({
    members,
    writer,
    work,
    waitForFullStrength,
    waitForWrites,
  }) => {
    const { pods } = members;
    const stop = () => Promise.all(pods.map(pod => pod.terminate()));
    const claims = pods.map(pod => join(work, `claims/data-${pod.name}`));
    await stop();
    const after = writer.acknowledged.at(-1).number;
    for (const claim of claims)
      await outputOf('cp', ['--archive', claim, `${claim}.snapshot`]);
    await members.start();
    await waitForFullStrength();
    await waitForWrites();
    await stop();
    for (const [index, claim] of claims.entries()) {
      await pods[index].volumes.loseDisk();
      await outputOf('cp', ['--archive', `${claim}.snapshot/.`, claim]);
      await outputOf('rm', ['--recursive', `${claim}.snapshot`]);
    }
    const upTo = writer.acknowledged.at(-1).number;
    await members.start();
    return {
      done: `taken while all members were stopped; all numbers up to ${after} are there again`,
      meantToLose: { after, upTo },
    };
  },
};
