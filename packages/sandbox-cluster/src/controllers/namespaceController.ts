import { resourceTypes } from '../kinds/resources';
import { Change } from '../store/objectStore';
import { ControlContext, Controller } from './controller';

const NAMESPACED = Object.values(resourceTypes).filter(type => type.namespaced);

/** Empties a namespace that is being deleted; it is gone once the last object is. */
export class NamespaceController implements Controller {
  readonly name = 'namespace controller';

  constructor(private readonly context: ControlContext) {}

  concerns({ resource, object, after }: Change): readonly string[] {
    if (resource === 'namespaces') {
      return [object.metadata.name];
    }
    return !after && object.metadata.namespace
      ? [object.metadata.namespace]
      : [];
  }

  reconcile(name: string): undefined {
    const { store, registry } = this.context;
    const namespace = store.get('namespaces', { name });
    if (!namespace?.metadata.deletionTimestamp) {
      return;
    }
    const left = NAMESPACED.flatMap(type =>
      store.list(type.name, name).map(object => ({ type, object })),
    );
    for (const { type, object } of left) {
      if (!object.metadata.deletionTimestamp) {
        registry.delete(type.name, object.metadata);
      }
    }
    if (left.length) {
      registry.updateStatus('namespaces', {
        ...namespace,
        status: { phase: 'Terminating' },
      });
    } else {
      registry.update('namespaces', {
        ...namespace,
        metadata: { ...namespace.metadata, finalizers: undefined },
      });
    }
  }
}
