import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * What this start of the portal sets differently from app-config.yaml, as a configuration file of its own.
 *
 * @param {{ port: number, data: string, kubeconfig?: string }} options paths are absolute
 * @returns {Promise<string>} the file
 */
export async function writeOverlay({ port, data, kubeconfig }) {
  const baseUrl = `http://localhost:${port}`;
  const overlay = {
    app: { baseUrl },
    backend: {
      baseUrl,
      // The default would listen on all interfaces.
      listen: { host: '127.0.0.1', port },
      reading: {
        allow: [{ host: `localhost:${port}`, paths: ['/local-repositories/'] }],
      },
    },
    statefulServices: {
      localRepositories: { directory: await repositoriesIn(data) },
      ...(kubeconfig && { kubeconfig }),
    },
    ...(kubeconfig && {
      sandboxCluster: { enabled: false },
      scaffolder: {
        // Without a named cluster the portal looks for a new service in all of them.
        defaultEnvironment: {
          parameters: { deployToSandbox: 'false', cluster: null },
        },
      },
    }),
  };
  return writeConfig(join(data, `app-config.port-${port}.yaml`), overlay);
}

/**
 * What hot reloading sets differently: the app has a server of its own, which the backend has to allow.
 *
 * @param {{ port: number, appPort: number, data: string }} options
 * @returns {Promise<string>} the file
 */
export async function writeDevelopmentOverlay({ port, appPort, data }) {
  const appUrl = `http://localhost:${appPort}`;
  const overlay = {
    app: { baseUrl: appUrl },
    backend: {
      baseUrl: `http://localhost:${port}`,
      listen: { host: '127.0.0.1', port },
      cors: { origin: appUrl, credentials: true },
    },
    statefulServices: {
      localRepositories: { directory: await repositoriesIn(data) },
    },
  };
  return writeConfig(join(data, 'app-config.development.yaml'), overlay);
}

/** @param {string} data @returns {Promise<string>} the folder that repositories are published to */
async function repositoriesIn(data) {
  const directory = join(data, 'repositories');
  await mkdir(directory, { recursive: true });
  return directory;
}

/** JSON is YAML as well. @param {string} file @param {object} config */
async function writeConfig(file, config) {
  await writeFile(file, `${JSON.stringify(config, null, 2)}\n`);
  return file;
}
