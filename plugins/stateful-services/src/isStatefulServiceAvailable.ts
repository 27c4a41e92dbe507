import { Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_KUBERNETES_ID,
  ANNOTATION_LABEL_SELECTOR,
} from 'backstage-plugin-stateful-services-common';

/**
 * True for an entity that says by an annotation which StatefulSets are its own.
 *
 * @public
 */
export function isStatefulServiceAvailable(entity: Entity): boolean {
  const { annotations = {} } = entity.metadata;
  return Boolean(
    annotations[ANNOTATION_KUBERNETES_ID] ||
    annotations[ANNOTATION_LABEL_SELECTOR],
  );
}
