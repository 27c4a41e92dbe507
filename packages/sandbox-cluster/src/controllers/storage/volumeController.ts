import { Change } from '../../store/objectStore';
import { ControlContext, Controller } from '../controller';

/** Releases volumes whose claim has gone, and deletes those whose reclaim policy says so. */
export class VolumeController implements Controller {
  readonly name = 'volume controller';

  constructor(private readonly context: ControlContext) {}

  concerns({ resource, object, after }: Change): readonly string[] {
    if (resource === 'persistentvolumes') {
      return [object.metadata.name];
    }
    return resource === 'persistentvolumeclaims' && !after
      ? this.context.store
          .list('persistentvolumes')
          .filter(({ spec }) => spec.claimRef?.uid === object.metadata.uid)
          .map(({ metadata }) => metadata.name)
      : [];
  }

  reconcile(name: string): undefined {
    const { store, registry } = this.context;
    const volume = store.get('persistentvolumes', { name });
    const claimRef = volume?.spec.claimRef;
    if (!volume) {
      return;
    }
    const claim =
      claimRef?.name &&
      store.get('persistentvolumeclaims', {
        namespace: claimRef.namespace,
        name: claimRef.name,
      });
    const claimed = claim && claim.metadata.uid === claimRef?.uid;
    if (volume.metadata.deletionTimestamp) {
      if (!claimed) {
        registry.update('persistentvolumes', {
          ...volume,
          metadata: { ...volume.metadata, finalizers: undefined },
        });
      }
      return;
    }
    if (!claimRef?.uid) {
      registry.updateStatus('persistentvolumes', {
        ...volume,
        status: { ...volume.status, phase: 'Available' },
      });
    } else if (!claimed) {
      registry.updateStatus('persistentvolumes', {
        ...volume,
        status: { ...volume.status, phase: 'Released' },
      });
      if (volume.spec.persistentVolumeReclaimPolicy === 'Delete') {
        registry.delete('persistentvolumes', { name });
      }
    }
  }
}
