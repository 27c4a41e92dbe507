import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import Router from 'express-promise-router';

/** The least that a route of a backend can do: it authenticates the caller and answers with JSON that is there already. */
export const storedPlugin = createBackendPlugin({
  pluginId: 'stored',
  register(env) {
    env.registerInit({
      deps: {
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
      },
      async init({ httpAuth, httpRouter }) {
        const stored = new Map<number, string>();
        const router = Router();
        router.get('/:bytes', async (request, response) => {
          await httpAuth.credentials(request, { allow: ['user', 'service'] });
          const bytes = Number(request.params.bytes);
          const json =
            stored.get(bytes) ?? JSON.stringify('x'.repeat(bytes - 2));
          stored.set(bytes, json);
          response.type('json').send(json);
        });
        httpRouter.use(router);
      },
    });
  },
});
