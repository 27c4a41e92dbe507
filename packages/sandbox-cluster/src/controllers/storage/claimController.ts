import { PersistentVolumeClaim } from '../../kinds/persistentVolumeClaim';
import { defaultStorageClass } from '../../registry/admission';
import { Change, storeKey } from '../../store/objectStore';
import { ControlContext, Controller } from '../controller';
import { objectKeyOf } from '../objectKeyOf';
import { canProvision, provisionVolume, SELECTED_NODE } from './provisioning';

const SOURCE = 'persistentvolume-controller';

/** Binds claims to volumes: finds the class, waits for a consumer where the class says so, provisions, binds. */
export class ClaimController implements Controller {
  readonly name = 'claim controller';

  constructor(private readonly context: ControlContext) {}

  concerns({ resource, object }: Change): readonly string[] {
    if (resource === 'persistentvolumeclaims') {
      return [storeKey(object.metadata)];
    }
    return resource === 'storageclasses' || resource === 'persistentvolumes'
      ? this.context.store
          .list('persistentvolumeclaims')
          .map(({ metadata }) => storeKey(metadata))
      : [];
  }

  reconcile(key: string): undefined {
    const { store } = this.context;
    const claim = store.get('persistentvolumeclaims', objectKeyOf(key));
    if (!claim || claim.metadata.deletionTimestamp) {
      return;
    }
    const { volumeName } = claim.spec;
    if (!volumeName) {
      this.bind(this.withClass(claim));
    } else if (!store.get('persistentvolumes', { name: volumeName })) {
      this.context.registry.updateStatus('persistentvolumeclaims', {
        ...claim,
        status: { ...claim.status, phase: 'Lost' },
      });
    }
  }

  /** A claim without a class gets the default one, also when that appears later; an empty name asks for none. */
  private withClass(claim: PersistentVolumeClaim): PersistentVolumeClaim {
    const storageClassName =
      claim.spec.storageClassName ?? defaultStorageClass(this.context.store);
    return this.context.registry.update('persistentvolumeclaims', {
      ...claim,
      spec: { ...claim.spec, ...(storageClassName && { storageClassName }) },
    });
  }

  private bind(claim: PersistentVolumeClaim): void {
    const { store } = this.context;
    const { storageClassName } = claim.spec;
    if (!storageClassName) {
      this.say(
        claim,
        'Normal',
        'FailedBinding',
        'no persistent volumes available for this claim and no storage class is set',
      );
      return;
    }
    const storageClass = store.get('storageclasses', {
      name: storageClassName,
    });
    if (!storageClass) {
      this.say(
        claim,
        'Warning',
        'ProvisioningFailed',
        `storageclass.storage.k8s.io "${storageClassName}" not found`,
      );
      return;
    }
    const waits =
      storageClass.volumeBindingMode === 'WaitForFirstConsumer' &&
      !claim.metadata.annotations?.[SELECTED_NODE];
    if (waits) {
      this.say(
        claim,
        'Normal',
        'WaitForFirstConsumer',
        'waiting for first consumer to be created before binding',
      );
      return;
    }
    if (!canProvision(storageClass)) {
      this.say(
        claim,
        'Normal',
        'ExternalProvisioning',
        `Waiting for a volume to be created either by the external provisioner '${storageClass.provisioner}' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered.`,
      );
      return;
    }
    const volume = provisionVolume(this.context, claim, storageClass);
    this.complete(claim, volume.metadata.name, storageClass.provisioner);
  }

  private complete(
    claim: PersistentVolumeClaim,
    volumeName: string,
    provisioner: string,
  ): void {
    const { registry } = this.context;
    const bound = registry.update('persistentvolumeclaims', {
      ...claim,
      metadata: {
        ...claim.metadata,
        annotations: {
          ...claim.metadata.annotations,
          'pv.kubernetes.io/bind-completed': 'yes',
          'pv.kubernetes.io/bound-by-controller': 'yes',
          'volume.kubernetes.io/storage-provisioner': provisioner,
        },
      },
      spec: { ...claim.spec, volumeName },
    });
    registry.updateStatus('persistentvolumeclaims', {
      ...bound,
      status: {
        phase: 'Bound',
        accessModes: claim.spec.accessModes,
        capacity: { storage: claim.spec.resources.requests.storage },
      },
    });
  }

  private say(
    about: PersistentVolumeClaim,
    type: 'Normal' | 'Warning',
    reason: string,
    message: string,
  ): void {
    this.context.events.record({
      about,
      type,
      reason,
      message,
      source: SOURCE,
    });
  }
}
