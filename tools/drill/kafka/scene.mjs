import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkout } from '../../running/checkout.mjs';
import { renderSets } from '../renderedSet.mjs';
import { setScene, setStage } from '../stage.mjs';
import { makeCertificates } from './certificates.mjs';
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
export async function setDedicatedScene({ children, work, helm }) {
  const imageOf = await findKafkaImages(children);
  const image = await imageOf(version);
  const sets = await renderSets({
    ...{ helm, chart, release: 'drill' },
    values: join(chart, 'ci/dedicated-values.yaml'),
    settings: ['broker.memory=512Mi', 'controller.memory=512Mi'],
  });
  const certificates = await makeCertificates(join(work, 'certificates'), {
    commonName: 'drill-member',
    names: [`*.${domain}`],
  });
  const secrets = {
    'orders-events-tls': certificates,
    'orders-events-auth': { password: newPassword() },
  };
  const stage = await setStage({ sets, secrets, image, children, work });
  const [controllers, brokers] = stage.podSets;
  const cluster = new Cluster({ controllers, brokers });
  const client = new Client({ work, certificates, brokers });
  await client.use(secrets['orders-events-auth'].password);
  const scene = setScene({
    ...{ stage, program, version: `Kafka ${version}` },
    settings: {
      ...{ image, properties: client.folder },
      hosts: stage.surroundings.hosts.file,
    },
    isAtFullStrength: () => cluster.isAtFullStrength(),
  });
  return {
    ...scene,
    ...{ cluster, controllers, brokers, client, secrets, work },
  };
}
