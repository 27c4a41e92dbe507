import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { runJob } from '../../jobPod.mjs';
import { PodSet } from '../../podSet.mjs';
import { renderSets } from '../../renderedSet.mjs';
import { setScene, setStage } from '../../stage.mjs';
import { writeBeside } from '../../writeBeside.mjs';
import { findRedisImage } from '../image.mjs';
import { newPassword } from '../password.mjs';
import { chart } from '../scene.mjs';
import { Shards } from './shards.mjs';

const program = fileURLToPath(new URL('writerProgram.mjs', import.meta.url));

/** @param {'redis' | 'valkey'} distribution */
export const setClusterScene = distribution => async options => {
  const { children, work, helm } = options;
  const image = await findRedisImage(work, distribution);
  const render = shards =>
    renderSets({
      ...{ helm, chart, release: 'drill' },
      values: join(chart, 'ci/cluster-values.yaml'),
      settings: [`cluster.shards=${shards}`, `distribution=${distribution}`],
    });
  const sets = await render(3);
  const password = newPassword();
  const secrets = { 'orders-cache-auth': { password } };
  const passwordFile = join(work, 'password-of-client');
  await writeFile(passwordFile, password, { mode: 0o600 });
  const stage = await setStage({ sets, secrets, image, children, work });
  const { surroundings } = stage;
  const shards = new Shards(stage.podSets);
  const settings = {
    ...{ hosts: surroundings.hosts.file, members: stage.members, passwordFile },
    prefix: 'outside',
  };
  const scene = setScene({
    ...{ stage, program, settings },
    version: image.title,
    isAtFullStrength: () => shards.areAtFullStrength(),
  });
  return {
    ...scene,
    ...{ shards, secrets },
    /** The client logs in with it from now on. */
    usePassword: changed => writeFile(passwordFile, changed),
    /** What the chart says with so many shards: the members that stay take it without a restart. */
    async applyShards(count) {
      const wanted = await render(count);
      const { podSets } = shards;
      for (const [index, podSet] of podSets.entries()) {
        if (!wanted[index]) continue;
        if (!isDeepStrictEqual(podSet.set.template, wanted[index].template))
          throw new Error(`The pods of ${podSet.set.name} would be replaced`);
        await podSet.apply(wanted[index]);
      }
      for (const set of wanted.slice(podSets.length)) {
        const podSet = new PodSet({ ...surroundings, set });
        podSets.push(podSet);
        await podSet.start();
      }
      for (const podSet of podSets.splice(count)) await podSet.scale(0);
    },
    // They are those of the service, and not of one of its sets.
    runJob: (name, environment) =>
      runJob(
        { ...surroundings, set: { ...sets[0], name: 'drill' } },
        { name, environment },
      ),
    backups: async () =>
      (await readdir(join(work, 'claims/drill-backup/redis'))).filter(name =>
        name.endsWith('.rdb'),
      ),
    // It goes on to write to that member, whatever the others say.
    writeBeside: (pod, third) =>
      writeBeside(children, {
        ...{ pod, program },
        settings: {
          ...{ ...settings, third, only: '127.0.0.1' },
          prefix: `beside-${Date.now()}`,
        },
      }),
  };
};
