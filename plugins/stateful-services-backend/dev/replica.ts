import { databaseServiceFactory } from '@backstage/backend-defaults/database';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { statefulServicesPlugin } from '../src/plugin';

/**
 * One of several backends, in a process of its own. The arguments are a JSON object with the configuration and the entities
 * of the catalog; it prints its address once it serves, and ends with whoever started it.
 */
async function main(): Promise<void> {
  process.stdin.resume().once('end', () => process.exit());
  const { config, entities } = JSON.parse(process.argv[2] ?? '{}');
  const { server } = await startTestBackend({
    features: [
      statefulServicesPlugin,
      mockServices.rootConfig.factory({ data: config }),
      mockServices.rootLogger.factory(),
      catalogServiceMock.factory({ entities }),
      databaseServiceFactory,
      schedulerServiceFactory,
    ],
  });
  process.stdout.write(`http://localhost:${server.port()}\n`);
}

void main();
