import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkout } from '../../running/checkout.mjs';
import { runJob } from '../jobPod.mjs';
import { renderSets } from '../renderedSet.mjs';
import { setScene, setStage } from '../stage.mjs';
import { writeBeside } from '../writeBeside.mjs';
import { findRedisImage } from './image.mjs';
import { Members } from './members.mjs';

const chart = join(
  checkout,
  'plugins/scaffolder-backend-module-stateful-services/blueprints/redis/charts/redis',
);
const program = fileURLToPath(new URL('writerProgram.mjs', import.meta.url));

/** @param {import('../engineDrills.mjs').SceneOptions} options */
export async function setReplicationScene({ children, work, helm }) {
  const image = await findRedisImage(work);
  const sets = await renderSets({
    helm,
    chart,
    values: join(chart, 'ci/replication-values.yaml'),
    settings: ['backup.enabled=true'],
    release: 'drill',
  });
  const password = randomBytes(18).toString('base64');
  const secrets = { 'orders-cache-auth': { password } };
  const stage = await setStage({ sets, secrets, image, children, work });
  const { surroundings } = stage;
  const [podSet] = stage.podSets;
  const members = new Members(podSet);
  const settings = {
    ...{ hosts: surroundings.hosts.file, members: stage.members, password },
    prefix: 'outside',
  };
  const scene = setScene({
    ...{ stage, program, settings },
    version: `Redis ${image.version}`,
    isAtFullStrength: () => members.areAtFullStrength(),
  });
  return {
    ...scene,
    podSet,
    members,
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
