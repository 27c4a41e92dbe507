import { claimNamesOf } from '../../kinds/pod';
import { podSchema } from '../../kinds/pod';
import { Change, storeKey } from '../../store/objectStore';
import { ControlContext, Controller } from '../controller';
import { objectKeyOf } from '../objectKeyOf';

const FINALIZER = 'kubernetes.io/pvc-protection';

/** Keeps a claim that is being deleted until no pod mounts it any more. */
export class ClaimProtection implements Controller {
  readonly name = 'claim protection';

  constructor(private readonly context: ControlContext) {}

  concerns({ resource, object, after }: Change): readonly string[] {
    if (resource === 'persistentvolumeclaims') {
      return [storeKey(object.metadata)];
    }
    return resource === 'pods' && !after
      ? claimNamesOf(podSchema.parse(object)).map(name =>
          storeKey({ namespace: object.metadata.namespace, name }),
        )
      : [];
  }

  reconcile(key: string): undefined {
    const { store, registry } = this.context;
    const claim = store.get('persistentvolumeclaims', objectKeyOf(key));
    if (!claim?.metadata.deletionTimestamp) {
      return;
    }
    const { name, namespace, finalizers } = claim.metadata;
    const used = store
      .list('pods', namespace)
      .some(pod => claimNamesOf(pod).includes(name));
    if (!used && finalizers?.includes(FINALIZER)) {
      registry.update('persistentvolumeclaims', {
        ...claim,
        metadata: {
          ...claim.metadata,
          finalizers: finalizers.filter(entry => entry !== FINALIZER),
        },
      });
    }
  }
}
