import { setTimeout as delay } from 'node:timers/promises';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';

interface AwaitDependencies {
  readonly catalog: Pick<CatalogService, 'getEntityByRef'>;
  /** Between two questions, in milliseconds. */
  readonly intervalMs?: number;
  /** After which it goes on without the entity, in milliseconds. */
  readonly limitMs?: number;
}

/**
 * `statefulServices:entity:await`: waits until the catalog has processed an entity that was registered, so that the link
 * to its page leads somewhere.
 *
 * @remarks The entity is registered whether the catalog is quick or not, so that a slow catalog is a warning, no failure.
 */
export function createAwaitEntityAction({
  catalog,
  intervalMs = 500,
  limitMs = 60_000,
}: AwaitDependencies) {
  return createTemplateAction({
    id: 'statefulServices:entity:await',
    description: 'Waits until the catalog shows an entity that was registered',
    schema: {
      input: {
        entityRef: z => z.string().describe('e.g. component:default/cart'),
      },
    },
    async handler({ input, logger, signal, getInitiatorCredentials }) {
      const deadline = Date.now() + limitMs;
      while (Date.now() < deadline) {
        const credentials = await getInitiatorCredentials();
        if (await catalog.getEntityByRef(input.entityRef, { credentials })) {
          logger.info(`The catalog shows ${input.entityRef}.`);
          return;
        }
        await delay(intervalMs, undefined, { signal });
      }
      logger.warn(
        `The catalog has not processed ${input.entityRef} within ${limitMs / 1000} s; its page will appear later.`,
      );
    },
  });
}
