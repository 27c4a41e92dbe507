import { Condition } from '../../kinds/metadata';
import { PersistentVolumeClaim } from '../../kinds/persistentVolumeClaim';
import { parseQuantity } from '../../kinds/quantity';
import { timestamp } from '../../store/clock';
import { Change, storeKey } from '../../store/objectStore';
import { ControlContext, Controller } from '../controller';
import { objectKeyOf } from '../objectKeyOf';
import { StorageScript } from './storageScript';

/** Grows the volume of a claim that asks for more than it has, unless the script holds it half way. */
export class ExpansionController implements Controller {
  readonly name = 'expansion controller';
  private readonly started = new Map<string, number>();

  constructor(
    private readonly context: ControlContext,
    private readonly script: StorageScript,
  ) {}

  concerns({ resource, object }: Change): readonly string[] {
    return resource === 'persistentvolumeclaims'
      ? [storeKey(object.metadata)]
      : [];
  }

  reconcile(key: string): number | undefined {
    const { store, clock } = this.context;
    const claim = store.get('persistentvolumeclaims', objectKeyOf(key));
    const has = parseQuantity(claim?.status?.capacity?.storage ?? '');
    if (!claim || has === undefined || claim.metadata.deletionTimestamp) {
      this.started.delete(key);
      return undefined;
    }
    const wants = parseQuantity(claim.spec.resources.requests.storage) ?? 0;
    if (wants <= has) {
      return undefined;
    }
    const startedMs = this.started.get(key);
    if (startedMs === undefined) {
      this.started.set(key, clock.nowMs());
      this.begin(claim);
      return this.script.expansionMs;
    }
    const leftMs = startedMs + this.script.expansionMs - clock.nowMs();
    if (this.script.holdsExpansion(claim.metadata)) {
      return undefined;
    }
    if (leftMs > 0) {
      return leftMs;
    }
    this.started.delete(key);
    this.finish(claim);
    return undefined;
  }

  private begin(claim: PersistentVolumeClaim): void {
    const { registry, clock } = this.context;
    const resizing: Condition = {
      type: 'Resizing',
      status: 'True',
      lastTransitionTime: timestamp(clock.nowMs()),
    };
    registry.updateStatus('persistentvolumeclaims', {
      ...claim,
      status: {
        ...claim.status,
        conditions: [resizing],
        allocatedResourceStatuses: { storage: 'ControllerResizeInProgress' },
        allocatedResources: {
          storage: claim.spec.resources.requests.storage,
        },
      },
    });
  }

  private finish(claim: PersistentVolumeClaim): void {
    const { store, registry } = this.context;
    const { storage } = claim.spec.resources.requests;
    const volume = store.get('persistentvolumes', {
      name: claim.spec.volumeName ?? '',
    });
    if (volume) {
      registry.update('persistentvolumes', {
        ...volume,
        spec: { ...volume.spec, capacity: { storage } },
      });
    }
    const {
      conditions: _,
      allocatedResourceStatuses: __,
      ...status
    } = claim.status ?? {};
    registry.updateStatus('persistentvolumeclaims', {
      ...claim,
      status: { ...status, capacity: { storage } },
    });
  }
}
