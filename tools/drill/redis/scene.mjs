import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkout } from '../../running/checkout.mjs';
import { Problem } from '../../running/problem.mjs';
import { runJob } from '../jobPod.mjs';
import { renderSets } from '../renderedSet.mjs';
import { setScene, setStage } from '../stage.mjs';
import { writeBeside } from '../writeBeside.mjs';
import { findRedisImage } from './image.mjs';
import { Members } from './members.mjs';
import { newPassword } from './password.mjs';

export const chart = join(
  checkout,
  'plugins/scaffolder-backend-module-stateful-services/blueprints/redis/charts/redis',
);
const program = fileURLToPath(new URL('writerProgram.mjs', import.meta.url));

/** @param {import('../engineDrills.mjs').SceneOptions} options */
export const setReplicationScene = options =>
  setRedisScene(options, { distribution: 'redis', values: 'replication' });

/** @param {import('../engineDrills.mjs').SceneOptions} options */
export const setStandaloneScene = options =>
  setRedisScene(options, {
    distribution: 'redis',
    values: 'standalone',
    replicas: 1,
  });

/** @param {import('../engineDrills.mjs').SceneOptions} options */
export const setValkeyScene = options =>
  setRedisScene(options, { distribution: 'valkey', values: 'valkey' });

/**
 * Of an older version, that of Debian's stable, and how to replace it.
 *
 * @param {'redis' | 'valkey'} distribution
 * @param {string} values which of the chart's ci values
 */
export const setUpgradeScene = (distribution, values) => async options => {
  const newer = await findRedisImage(options.work, distribution);
  const image = await findRedisImage(options.work, distribution, 'trixie');
  if (image.version === newer.version)
    throw new Problem(
      `An upgrade needs two versions, and there is only ${newer.version}: install debootstrap, which fetches both from Debian, and start again.`,
    );
  const scene = await setRedisScene(options, { distribution, values, image });
  return {
    ...scene,
    version: `${scene.version}, then ${newer.version}`,
    newVersion: newer.version,
    upgrade() {
      scene.podSet.surroundings.image = newer;
      return scene.podSet.roll();
    },
  };
};

/**
 * @param {import('../engineDrills.mjs').SceneOptions} options
 * @param {{
 *   distribution: 'redis' | 'valkey', values: string, replicas?: number, image?: Awaited<ReturnType<typeof findRedisImage>>,
 * }} release `values`: which of the chart's ci values; `image`: of the newest version unless given
 */
async function setRedisScene(
  { children, work, helm },
  { distribution, values, replicas = 3, image: given },
) {
  const image = given ?? (await findRedisImage(work, distribution));
  const render = count =>
    renderSets({
      ...{ helm, chart, release: 'drill' },
      values: join(chart, `ci/${values}-values.yaml`),
      settings: ['backup.enabled=true', `replicas=${count}`],
    });
  const sets = await render(replicas);
  const password = newPassword();
  const secrets = { 'orders-cache-auth': { password } };
  const passwordFile = join(work, 'password-of-client');
  await writeFile(passwordFile, password, { mode: 0o600 });
  const stage = await setStage({ sets, secrets, image, children, work });
  const { surroundings } = stage;
  const [podSet] = stage.podSets;
  const members = new Members(podSet);
  const settings = {
    ...{ hosts: surroundings.hosts.file, members: stage.members, passwordFile },
    prefix: 'outside',
  };
  const scene = setScene({
    ...{ stage, program, settings },
    version: image.title,
    isAtFullStrength: () => members.areAtFullStrength(),
  });
  return {
    ...scene,
    ...{ podSet, members, secrets, work },
    /** The client logs in with it from now on. */
    usePassword: changed => writeFile(passwordFile, changed),
    /** What the chart says with so many members; those that run are to be rolled to take it. */
    applyReplicas: async count => {
      const [set] = await render(count);
      await podSet.apply(set);
    },
    // It goes on to write to that member whatever the Sentinels say.
    writeBeside: pod =>
      writeBeside(children, {
        ...{ pod, program },
        settings: {
          ...settings,
          prefix: `beside-${Date.now()}`,
          only: '127.0.0.1',
        },
      }),
    runJob: (name, environment) =>
      runJob({ ...surroundings, set: podSet.set }, { name, environment }),
    backups: () =>
      readdir(join(work, 'claims', `${podSet.set.name}-backup`, 'redis')),
  };
}
