import { randomBytes } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkout } from '../../running/checkout.mjs';
import { runJob } from '../jobPod.mjs';
import { renderSets } from '../renderedSet.mjs';
import { setScene, setStage } from '../stage.mjs';
import { waitUntil } from '../waitUntil.mjs';
import { writeBeside } from '../writeBeside.mjs';
import { Group, inKeeper } from './group.mjs';
import { findMySqlImage } from './image.mjs';

const chart = join(
  checkout,
  'plugins/scaffolder-backend-module-stateful-services/blueprints/mysql/charts/mysql',
);
const program = fileURLToPath(new URL('writerProgram.mjs', import.meta.url));

export const newPassword = () => randomBytes(18).toString('base64');

/** @param {import('../engineDrills.mjs').SceneOptions} options */
export async function setGroupScene({ children, work, helm }) {
  const image = await findMySqlImage();
  const render = settings =>
    renderSets({
      ...{ helm, chart, release: 'drill' },
      values: join(chart, 'ci/group-values.yaml'),
      settings: ['backup.enabled=true', 'mysql.bufferPool=64Mi', ...settings],
    });
  const secret = { password: newPassword(), 'member-password': newPassword() };
  const secrets = { 'orders-db-auth': secret };
  const sets = await render([]);
  const stage = await setStage({ sets, secrets, image, children, work });
  const { surroundings } = stage;
  const ofKind = name => stage.podSets.find(({ set }) => set.name === name);
  const members = ofKind('drill');
  const proxies = ofKind('drill-proxy');
  // That of the official image: HAProxy ends its connections at once on SIGTERM.
  proxies.surroundings.image = { ...image, stopSignal: 'SIGUSR1' };
  const group = new Group({ members, proxies });
  const passwordFile = join(work, 'password');
  const usePassword = () => writeFile(passwordFile, secret.password);
  await usePassword();
  const settings = {
    ...{ hosts: surroundings.hosts.file, port: 3306, name: 'outside' },
    servers: proxies.pods.map(({ host }) => host),
    passwordFile,
  };
  const scene = setScene({
    ...{ stage, program, settings },
    version: `MySQL ${image.version}`,
    isAtFullStrength: () => group.isAtFullStrength(),
  });
  return {
    ...scene,
    ...{ group, members, proxies, secret, usePassword, work },
    // It goes on to write to that member whatever the proxy says.
    writeBeside: pod =>
      writeBeside(children, {
        ...{ pod, program },
        settings: {
          ...settings,
          name: `beside-${Date.now()}`,
          servers: [pod.host],
        },
      }),
    moveTo: pod => moveTo(group, pod),
    /** @param {number} replicas */
    async scale(replicas) {
      const next = await render([`replicas=${replicas}`]);
      const setOf = ({ set }) => next.find(({ name }) => name === set.name);
      await members.apply(setOf(members));
      await proxies.apply(setOf(proxies));
      await proxies.roll();
    },
    runJob: (name, environment) =>
      runJob({ ...surroundings, set: members.set }, { name, environment }),
    backups: () => readdir(join(work, 'claims', 'drill-backup', 'mysql')),
  };
}

/** As scripts/failover.sh does. */
async function moveTo(group, pod) {
  await inKeeper(
    pod,
    "echo 'SELECT group_replication_set_as_primary(@@server_uuid, 30);' | own_within 60",
  );
  await waitUntil(
    `${pod.name} leads`,
    async () => (await group.primary()) === pod,
  );
}
