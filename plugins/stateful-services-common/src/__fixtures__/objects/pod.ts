import { Raw } from './raw';
import { SET_UID } from './statefulSet';
import { secondsAgo } from './time';

export interface PodOptions {
  readonly revision?: string;
  readonly ready?: boolean;
  /** Seconds since the pod was created and taken on by its node. */
  readonly age?: number;
  /** Seconds since Ready changed; the age when the pod has never been ready. */
  readonly readyFor?: number;
  readonly metadata?: Raw;
  readonly status?: Raw;
  readonly node?: string;
  readonly ownerUid?: string;
}

export function pod(ordinal: number, options: PodOptions = {}): Raw {
  const age = options.age ?? 3600;
  const ready = options.ready ?? true;
  const readyFor = options.readyFor ?? (ready ? age - 10 : age);
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `redis-${ordinal}`,
      namespace: 'shop',
      uid: `uid-pod-${ordinal}`,
      resourceVersion: '1',
      creationTimestamp: secondsAgo(age),
      labels: {
        app: 'redis',
        'controller-revision-hash': options.revision ?? 'redis-aaaaaaaa',
      },
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: 'StatefulSet',
          name: 'redis',
          uid: options.ownerUid ?? SET_UID,
          controller: true,
        },
      ],
      ...options.metadata,
    },
    spec: {
      nodeName: options.node ?? `node-${ordinal}`,
      subdomain: 'redis',
      containers: [{ name: 'redis', image: 'redis:8.10.1' }],
    },
    status: {
      phase: 'Running',
      startTime: secondsAgo(age),
      conditions: [
        {
          type: 'Ready',
          status: ready ? 'True' : 'False',
          lastTransitionTime: secondsAgo(readyFor),
        },
      ],
      ...options.status,
    },
  };
}

/** A pod that no node has room for. */
export function unschedulablePod(ordinal: number, options: PodOptions): Raw {
  return pod(ordinal, {
    ...options,
    ready: false,
    status: {
      phase: 'Pending',
      startTime: undefined,
      conditions: [
        {
          type: 'PodScheduled',
          status: 'False',
          reason: 'Unschedulable',
          message:
            "0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector.",
          lastTransitionTime: secondsAgo(options.age ?? 600),
        },
      ],
    },
  });
}

/** A pod whose container has ended again and again. */
export function crashLoopingPod(
  ordinal: number,
  options: PodOptions = {},
): Raw {
  return pod(ordinal, {
    ...options,
    ready: false,
    status: {
      containerStatuses: [
        {
          name: 'redis',
          restartCount: 5,
          state: {
            waiting: { reason: 'CrashLoopBackOff', message: 'back-off' },
          },
          lastState: { terminated: { reason: 'Error', exitCode: 1 } },
        },
      ],
      ...options.status,
    },
  });
}
