import { JsonObject } from '@backstage/types';
import {
  ANNOTATION_CLUSTER,
  ANNOTATION_KUBERNETES_ID,
  ANNOTATION_NAMESPACE,
} from 'backstage-plugin-stateful-services-common';
import {
  Blueprint,
  RepositoryRequest,
} from 'backstage-plugin-stateful-services-node';

/** Annotation that names the blueprint and the version that made a repository, such as `redis@0.1.0`. */
export const ANNOTATION_BLUEPRINT = 'stateful-services/blueprint';

/** The entity under which the service is found in the catalog. */
export function catalogInfo(
  request: RepositoryRequest,
  blueprint: Blueprint,
): JsonObject {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: request.name,
      ...(request.description && { description: request.description }),
      annotations: {
        [ANNOTATION_KUBERNETES_ID]: request.name,
        [ANNOTATION_NAMESPACE]: request.namespace,
        ...(request.cluster && { [ANNOTATION_CLUSTER]: request.cluster }),
        // The folder with mkdocs.yml.
        'backstage.io/techdocs-ref': 'dir:.',
        [ANNOTATION_BLUEPRINT]: `${blueprint.name}@${blueprint.version}`,
      },
      tags: [request.engine],
    },
    spec: {
      type: 'service',
      lifecycle:
        request.environment === 'production' ? 'production' : 'experimental',
      owner: request.owner,
    },
  };
}
