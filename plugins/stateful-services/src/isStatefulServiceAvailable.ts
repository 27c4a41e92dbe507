import { Entity } from '@backstage/catalog-model';
import { SELECTING_ANNOTATIONS } from 'backstage-plugin-stateful-services-common';

/**
 * True for an entity that says by an annotation which StatefulSets are its own.
 *
 * @public
 */
export function isStatefulServiceAvailable(entity: Entity): boolean {
  const { annotations = {} } = entity.metadata;
  return SELECTING_ANNOTATIONS.some(annotation =>
    Boolean(annotations[annotation]),
  );
}
