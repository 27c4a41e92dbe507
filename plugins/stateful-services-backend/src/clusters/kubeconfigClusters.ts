import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { KubeConfig } from '@kubernetes/client-node';
import { ClusterConnection } from 'backstage-plugin-stateful-services-node';
import { errorCode } from '../watching/readFailure';
import { ClusterDefinition } from './clusterDefinition';
import { prepareKubeConfig } from './prepareKubeConfig';
import { addTokenFiles } from './tokenFiles';

function load(what: string, read: (kubeConfig: KubeConfig) => void) {
  const kubeConfig = new KubeConfig();
  try {
    read(kubeConfig);
  } catch (error) {
    // The parser's message may quote the document, and with it a token; a file system error has a code and a path only.
    const code = errorCode(error);
    throw new Error(
      `${what} cannot be read as a kubeconfig${code ? ` (${code})` : ''}; it must be a YAML document with clusters, users and contexts`,
    );
  }
  return kubeConfig;
}

/**
 * Every context of a kubeconfig file, as a cluster of that name.
 *
 * @throws Error when the file cannot be read or holds no context.
 */
export function readKubeconfigFile(path: string): readonly ClusterDefinition[] {
  const origin = `statefulServices.kubeconfig (${path})`;
  const file = load(origin, kubeConfig => {
    kubeConfig.loadFromFile(path);
    addTokenFiles(kubeConfig, {
      document: readFileSync(path, 'utf8'),
      folder: dirname(path),
    });
  });
  if (file.getContexts().length === 0) {
    throw new Error(`${origin} holds no contexts, so it names no cluster`);
  }
  return file.getContexts().map(context => {
    const kubeConfig = new KubeConfig();
    kubeConfig.loadFromOptions({
      clusters: file.getClusters(),
      users: file.getUsers(),
      contexts: file.getContexts(),
      currentContext: context.name,
    });
    return {
      name: context.name,
      title: context.name,
      origin: `${origin}, context ${context.name}`,
      access: prepareKubeConfig(kubeConfig),
    };
  });
}

/**
 * A cluster that a module has named.
 *
 * @throws Error when its kubeconfig is no kubeconfig.
 */
export function readClusterConnection(
  connection: ClusterConnection,
): ClusterDefinition {
  const origin = `cluster source, cluster ${connection.name}`;
  const kubeConfig = load(`The kubeconfig of ${origin}`, target =>
    target.loadFromString(connection.kubeconfig),
  );
  return {
    name: connection.name,
    title: connection.title ?? connection.name,
    origin,
    ...(connection.prometheusUrl && {
      prometheusUrl: connection.prometheusUrl,
    }),
    access: prepareKubeConfig(kubeConfig),
  };
}
