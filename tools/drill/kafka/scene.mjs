import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkout } from '../../running/checkout.mjs';
import { renderSets } from '../renderedSet.mjs';
import { setScene, setStage } from '../stage.mjs';
import { makeCertificates } from '../certificates.mjs';
import { Client, newPassword } from './client.mjs';
import { Cluster } from './cluster.mjs';
import { findKafkaImages } from './image.mjs';

const newest = '4.3.1';
const former = '4.2.0';
const chart = join(
  checkout,
  'plugins/scaffolder-backend-module-stateful-services/blueprints/kafka/charts/kafka',
);
const program = fileURLToPath(new URL('writerProgram.mjs', import.meta.url));
const domain = 'drill-headless.drill.svc.cluster.local';

/**
 * @param {import('../engineDrills.mjs').SceneOptions} options
 * @param {string} [version] of the servers
 */
export async function setDedicatedScene(options, version = newest) {
  const certificates = await makeCertificates(
    join(options.work, 'certificates'),
    { commonName: 'drill-member', names: [`*.${domain}`] },
  );
  const secrets = {
    'orders-events-tls': certificates,
    'orders-events-auth': { password: newPassword() },
  };
  const stage = await setKafkaStage(options, {
    version,
    values: 'ci/dedicated-values.yaml',
    settings: ['broker.memory=512Mi', 'controller.memory=512Mi'],
    secrets,
  });
  const [controllers, brokers] = stage.podSets;
  const client = new Client({ work: options.work, certificates, brokers });
  await client.use(secrets['orders-events-auth'].password);
  const scene = setKafkaScene(stage, {
    ...{ controllers, brokers, client },
    version,
  });
  return { ...scene, secrets };
}

/**
 * The dedicated topology of an older version, and how to replace it.
 *
 * @param {import('../engineDrills.mjs').SceneOptions} options
 */
export async function setUpgradeScene(options) {
  const scene = await setDedicatedScene(options, former);
  const imageOf = await findKafkaImages(options.children);
  return {
    ...scene,
    ...{ former, newest },
    version: `${scene.version}, then ${newest}`,
    /** What starts from now on is of that version. */
    async use(version, podSet) {
      podSet.surroundings.image = await imageOf(version);
    },
  };
}

/** @param {import('../engineDrills.mjs').SceneOptions} options */
export async function setCombinedScene(options) {
  const stage = await setKafkaStage(options, {
    version: newest,
    values: 'ci/combined-values.yaml',
    settings: ['broker.memory=512Mi'],
    secrets: {},
  });
  const [nodes] = stage.podSets;
  const client = new Client({ work: options.work, brokers: nodes });
  await client.use();
  return setKafkaScene(stage, {
    ...{ controllers: nodes, brokers: nodes, client },
    version: newest,
  });
}

/**
 * @param {import('../engineDrills.mjs').SceneOptions} options
 * @param {{ version: string, values: string, settings: readonly string[], secrets: Record<string, Record<string, string>> }} release
 *   `values`: file of the chart
 */
async function setKafkaStage({ children, work, helm }, release) {
  const { version, values, settings, secrets } = release;
  const imageOf = await findKafkaImages(children);
  const image = await imageOf(version);
  const sets = await renderSets({
    ...{ helm, chart, release: 'drill', settings },
    values: join(chart, values),
  });
  return setStage({ sets, secrets, image, children, work });
}

function setKafkaScene(stage, { controllers, brokers, client, version }) {
  const { image, work, hosts } = stage.surroundings;
  const cluster = new Cluster({
    ...{ controllers, brokers },
    askClient: verb => scene.writer.ask(verb),
  });
  const scene = setScene({
    ...{ stage, program, version: `Kafka ${version}` },
    settings: { image, properties: client.folder, hosts: hosts.file },
    isAtFullStrength: () => cluster.isAtFullStrength(),
  });
  return { ...scene, cluster, controllers, brokers, client, work };
}
