import { randomBytes } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkout } from '../../running/checkout.mjs';
import { makeCertificates } from '../certificates.mjs';
import { runJob } from '../jobPod.mjs';
import { renderSets } from '../renderedSet.mjs';
import { setScene, setStage } from '../stage.mjs';
import { writeBeside } from '../writeBeside.mjs';
import { Members } from './members.mjs';
import { findMySqlImage } from './image.mjs';

const chart = join(
  checkout,
  'plugins/scaffolder-backend-module-stateful-services/blueprints/mysql/charts/mysql',
);
const domain = 'drill.svc.cluster.local';
const program = fileURLToPath(new URL('writerProgram.mjs', import.meta.url));

export const newPassword = () => randomBytes(18).toString('base64');

/**
 * @param {import('../engineDrills.mjs').SceneOptions} options
 * @param {{ values: string, isWhole: Members['isWhole'] }} topology `values`: file of the chart's folder ci
 */
export async function setMySqlScene(
  { children, work, helm },
  { values, isWhole },
) {
  const image = await findMySqlImage();
  const chosen = {
    'backup.enabled': true,
    'mysql.bufferPool': '64Mi',
    'tls.existingSecret': 'orders-db-tls',
  };
  const render = () =>
    renderSets({
      ...{ helm, chart, release: 'drill' },
      values: join(chart, 'ci', values),
      settings: Object.entries(chosen).map(setting => setting.join('=')),
    });
  const secret = { password: newPassword(), 'member-password': newPassword() };
  const certificates = await makeCertificates(join(work, 'certificates'), {
    commonName: 'drill-member',
    names: [`*.drill-headless.${domain}`, `drill.${domain}`],
  });
  const secrets = { 'orders-db-auth': secret, 'orders-db-tls': certificates };
  const sets = await render();
  const stage = await setStage({ sets, secrets, image, children, work });
  const { surroundings } = stage;
  const ofKind = name => stage.podSets.find(({ set }) => set.name === name);
  const members = ofKind('drill');
  const proxies = ofKind('drill-proxy');
  // That of the official image: HAProxy ends its connections at once on SIGTERM.
  if (proxies) proxies.surroundings.image = { ...image, stopSignal: 'SIGUSR1' };
  const roles = new Members({ members, proxies, isWhole });
  const passwordFile = join(work, 'password');
  const usePassword = () => writeFile(passwordFile, secret.password);
  await usePassword();
  const readers = (proxies ?? members).pods.map(({ host }) => host);
  const settings = {
    ...{ hosts: surroundings.hosts.file, passwordFile, name: 'outside' },
    ...{ servers: readers, readers, authority: certificates['ca.crt'] },
    answerWithinMs: 5_000,
  };
  const scene = setScene({
    ...{ stage, program, settings },
    version: `MySQL ${image.version}`,
    isAtFullStrength: () => roles.isAtFullStrength(),
  });
  return {
    ...scene,
    ...{ roles, members, proxies, secret, usePassword, work },
    // It goes on to write to that member whatever the proxy says, and is there to be told of a write that waited long.
    writeBeside: pod =>
      writeBeside(children, {
        ...{ pod, program },
        settings: {
          ...settings,
          name: `beside-${Date.now()}`,
          servers: [pod.host],
          answerWithinMs: 120_000,
        },
      }),
    /** Deploys other values. @param {Record<string, unknown>} settings */
    async change(settings) {
      Object.assign(chosen, settings);
      const next = await render();
      const setOf = ({ set }) => next.find(({ name }) => name === set.name);
      const former = configurationOf(proxies.set);
      await members.apply(setOf(members));
      await proxies.apply(setOf(proxies));
      if (configurationOf(proxies.set) !== former) await proxies.roll();
    },
    runJob: (name, environment) =>
      runJob({ ...surroundings, set: members.set }, { name, environment }),
    backups: () => readdir(join(work, 'claims', 'drill-backup', 'mysql')),
  };
}

const configurationOf = set => set.configMaps.get(set.name)['haproxy.cfg'];
