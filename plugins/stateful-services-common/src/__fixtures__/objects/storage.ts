import { Raw } from './raw';
import { secondsAgo } from './time';

export interface ClaimOptions {
  readonly metadata?: Raw;
  readonly spec?: Raw;
  readonly status?: Raw;
}

export function claim(ordinal: number, options: ClaimOptions = {}): Raw {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: {
      name: `data-redis-${ordinal}`,
      namespace: 'shop',
      uid: `uid-claim-${ordinal}`,
      resourceVersion: '1',
      creationTimestamp: secondsAgo(720),
      ...options.metadata,
    },
    spec: {
      storageClassName: 'standard',
      volumeName: `volume-${ordinal}`,
      resources: { requests: { storage: '10Gi' } },
      ...options.spec,
    },
    status: {
      phase: 'Bound',
      capacity: { storage: '10Gi' },
      ...options.status,
    },
  };
}

/** The volume behind a claim. */
export function volume(ordinal: number): Raw {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: {
      name: `volume-${ordinal}`,
      uid: `uid-volume-${ordinal}`,
      resourceVersion: '1',
      creationTimestamp: secondsAgo(720),
    },
    spec: {
      persistentVolumeReclaimPolicy: 'Delete',
      claimRef: {
        namespace: 'shop',
        name: `data-redis-${ordinal}`,
        uid: `uid-claim-${ordinal}`,
      },
    },
    status: { phase: 'Bound' },
  };
}
