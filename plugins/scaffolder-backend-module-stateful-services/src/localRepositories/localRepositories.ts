import { Config } from '@backstage/config';
import path from 'node:path';

/** Path of the backend under which local repositories are served. */
export const LOCAL_REPOSITORIES_PATH = '/local-repositories';

/** Where repositories are kept that are published on this machine only. */
export interface LocalRepositories {
  /** Absolute. */
  readonly directory: string;
  /** Where the directory is served, without a trailing slash. */
  readonly baseUrl: string;
  readonly author: { readonly name: string; readonly email: string };
}

/** The configured local repositories; undefined when there are none. */
export function readLocalRepositories(
  config: Config,
): LocalRepositories | undefined {
  const section = config.getOptionalConfig(
    'statefulServices.localRepositories',
  );
  if (!section) {
    return undefined;
  }
  const backendUrl = config.getString('backend.baseUrl').replace(/\/+$/, '');
  return {
    directory: path.resolve(section.getString('directory')),
    baseUrl: `${backendUrl}${LOCAL_REPOSITORIES_PATH}`,
    author: {
      name: section.getOptionalString('author.name') ?? 'Backstage Scaffolder',
      email:
        section.getOptionalString('author.email') ??
        'scaffolder@backstage.invalid',
    },
  };
}
