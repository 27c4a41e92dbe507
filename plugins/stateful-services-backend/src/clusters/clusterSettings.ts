import { Config } from '@backstage/config';
import { ClusterDefinition } from './clusterDefinition';

const SETTINGS = 'statefulServices.clusters';

type Settings = Pick<ClusterDefinition, 'prometheusUrl' | 'namespaces'>;

function readSettings(settings: Config): Settings {
  const prometheusUrl = settings.getOptionalString('prometheusUrl');
  const namespaces = settings.getOptionalStringArray('namespaces');
  return {
    ...(prometheusUrl && { prometheusUrl }),
    ...(namespaces && { namespaces: [...new Set(namespaces)] }),
  };
}

/** What is configured for clusters that are named elsewhere. */
export class ClusterSettings {
  readonly #settings: ReadonlyMap<string, Settings>;

  constructor(config: Config) {
    this.#settings = new Map(
      (config.getOptionalConfigArray(SETTINGS) ?? []).map(settings => [
        settings.getString('name'),
        readSettings(settings),
      ]),
    );
  }

  addTo(cluster: ClusterDefinition): ClusterDefinition {
    return { ...cluster, ...this.#settings.get(cluster.name) };
  }

  /** Says of settings that are for none of the clusters. */
  describeStray(clusters: readonly ClusterDefinition[]): readonly string[] {
    const known = clusters.map(({ name }) => name);
    return [...this.#settings.keys()]
      .filter(name => !known.includes(name))
      .map(
        name =>
          `${SETTINGS} has settings for the cluster "${name}", but no cluster is named so; known are ${known.join(', ') || 'none'}`,
      );
  }
}
