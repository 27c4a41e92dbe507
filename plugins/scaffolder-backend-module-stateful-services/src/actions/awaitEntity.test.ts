import { mockServices } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { createAwaitEntityAction } from './awaitEntity';

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'cart' },
};
const input = { entityRef: 'component:default/cart' };

describe('statefulServices:entity:await', () => {
  it('goes on as soon as the catalog shows the entity', async () => {
    const answers = [undefined, undefined, entity];
    const asked: string[] = [];
    const action = createAwaitEntityAction({
      intervalMs: 1,
      catalog: {
        getEntityByRef: async ref => {
          asked.push(String(ref));
          return answers.shift();
        },
      },
    });
    await action.handler(createMockActionContext({ input }));
    expect(asked).toEqual(Array(3).fill(input.entityRef));
  });

  it('warns and goes on when the catalog takes too long', async () => {
    const logger = mockServices.logger.mock();
    const action = createAwaitEntityAction({
      intervalMs: 1,
      limitMs: 20,
      catalog: { getEntityByRef: async () => undefined },
    });
    await action.handler(createMockActionContext({ input, logger }));
    expect(logger.warn).toHaveBeenCalledWith(
      'The catalog has not processed component:default/cart within 0.02 s; its page will appear later.',
    );
  });

  it('ends at once when the task is cancelled', async () => {
    const cancelled = AbortSignal.abort();
    const action = createAwaitEntityAction({
      catalog: { getEntityByRef: async () => undefined },
    });
    await expect(
      action.handler({
        ...createMockActionContext({ input }),
        signal: cancelled,
      }),
    ).rejects.toThrow(/abort/i);
  });
});
