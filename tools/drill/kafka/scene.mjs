import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkout } from '../../running/checkout.mjs';
import { renderSets } from '../renderedSet.mjs';
import { setScene, setStage } from '../stage.mjs';
import { makeCertificates } from '../certificates.mjs';
import { Client, newPassword } from './client.mjs';
import { Cluster } from './cluster.mjs';
import { findKafkaImages } from './image.mjs';

const version = '4.3.1';
const chart = join(
  checkout,
  'plugins/scaffolder-backend-module-stateful-services/blueprints/kafka/charts/kafka',
);
const program = fileURLToPath(new URL('writerProgram.mjs', import.meta.url));
const domain = 'drill-headless.drill.svc.cluster.local';

/** @param {import('../engineDrills.mjs').SceneOptions} options */
export async function setDedicatedScene(options) {
  const certificates = await makeCertificates(
    join(options.work, 'certificates'),
    { commonName: 'drill-member', names: [`*.${domain}`] },
  );
  const secrets = {
    'orders-events-tls': certificates,
    'orders-events-auth': { password: newPassword() },
  };
  const stage = await setKafkaStage(options, {
    values: 'ci/dedicated-values.yaml',
    settings: ['broker.memory=512Mi', 'controller.memory=512Mi'],
    secrets,
  });
  const [controllers, brokers] = stage.podSets;
  const client = new Client({ work: options.work, certificates, brokers });
  await client.use(secrets['orders-events-auth'].password);
  const scene = setKafkaScene(stage, { controllers, brokers, client });
  return { ...scene, secrets };
}

/** @param {import('../engineDrills.mjs').SceneOptions} options */
export async function setCombinedScene(options) {
  const stage = await setKafkaStage(options, {
    values: 'ci/combined-values.yaml',
    settings: ['broker.memory=512Mi'],
    secrets: {},
  });
  const [nodes] = stage.podSets;
  const client = new Client({ work: options.work, brokers: nodes });
  await client.use();
  return setKafkaScene(stage, { controllers: nodes, brokers: nodes, client });
}

/**
 * @param {import('../engineDrills.mjs').SceneOptions} options
 * @param {{ values: string, settings: readonly string[], secrets: Record<string, Record<string, string>> }} release
 *   `values`: file of the chart
 */
async function setKafkaStage({ children, work, helm }, release) {
  const { values, settings, secrets } = release;
  const imageOf = await findKafkaImages(children);
  const image = await imageOf(version);
  const sets = await renderSets({
    ...{ helm, chart, release: 'drill', settings },
    values: join(chart, values),
  });
  return setStage({ sets, secrets, image, children, work });
}

function setKafkaScene(stage, { controllers, brokers, client }) {
  const { image, work, hosts } = stage.surroundings;
  const cluster = new Cluster({ controllers, brokers });
  const scene = setScene({
    ...{ stage, program, version: `Kafka ${version}` },
    settings: { image, properties: client.folder, hosts: hosts.file },
    isAtFullStrength: () => cluster.isAtFullStrength(),
  });
  return { ...scene, cluster, controllers, brokers, client, work };
}
