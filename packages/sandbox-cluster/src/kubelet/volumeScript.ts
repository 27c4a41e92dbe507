import { createHash } from 'node:crypto';
import { parseQuantity } from '../kinds/quantity';
import { claimNamesOf } from '../kinds/pod';
import { ObjectKey, ObjectStore, storeKey } from '../store/objectStore';

/** How full a mounted volume is. */
export interface VolumeStats {
  readonly namespace: string;
  readonly claimName: string;
  readonly usedBytes: number;
  readonly capacityBytes: number;
}

/** A fill level between 20 and 55 % that is the same for a claim every time. */
function usualRatio(id: string): number {
  return 0.2 + (createHash('sha256').update(id).digest()[0] ?? 0) / 730;
}

/** How full the volumes are: as full as was asked for, or some usual amount. */
export class VolumeScript {
  private readonly ratios = new Map<string, number>();

  constructor(private readonly store: ObjectStore) {}

  /** Fills the volume of a claim to a part of its capacity, 0 to 1. */
  fill(claim: ObjectKey, usedRatio: number): void {
    this.ratios.set(storeKey(claim), usedRatio);
  }

  /** Of the volumes that a pod on a node mounts, as the kubelets would measure them. */
  measure(): readonly VolumeStats[] {
    return this.store
      .list('pods')
      .filter(
        ({ spec, status }) => spec.nodeName && status?.phase === 'Running',
      )
      .flatMap(pod =>
        claimNamesOf(pod).flatMap(name => {
          const key = { namespace: pod.metadata.namespace ?? '', name };
          const claim = this.store.get('persistentvolumeclaims', key);
          const capacityBytes = parseQuantity(
            claim?.status?.capacity?.storage ?? '',
          );
          const id = storeKey(key);
          const ratio = this.ratios.get(id) ?? usualRatio(id);
          return capacityBytes === undefined
            ? []
            : {
                namespace: key.namespace,
                claimName: name,
                usedBytes: Math.round(capacityBytes * ratio),
                capacityBytes,
              };
        }),
      );
  }
}
