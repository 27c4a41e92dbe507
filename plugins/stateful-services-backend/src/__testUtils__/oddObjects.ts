import { oddMetadata, OddObject } from './oddObject';
import { oddStatefulSets } from './oddStatefulSets';

/** Objects of every resource that is read as protobuf, with all that a record keeps of them; the status has to be written apart. */
export function oddObjects(namespace: string): readonly OddObject[] {
  return [
    ...oddStatefulSets(namespace),
    pod(namespace),
    claim(namespace),
    volume(namespace, { local: { path: '/data' } }),
    volume(namespace, { hostPath: { path: '/data' } }),
    budget(namespace, { minAvailable: '50%' }),
    budget(namespace, { maxUnavailable: 1 }),
    service(namespace),
    slice(namespace),
  ];
}

/** Labels of the pod: its owner is of no known kind, so that the controller of budgets gives up and leaves their counts alone. */
const selected = { app: 'odd', empty: '' };

const SINCE = '2026-01-02T03:04:05Z';

const ENDED = {
  exitCode: -1,
  reason: 'Error',
  message: 'it broke',
  finishedAt: SINCE,
};

const condition = (type: string, status: 'True' | 'False') => ({
  type,
  status,
  lastTransitionTime: SINCE,
  reason: `${type}Reason`,
  message: `${type} message`,
});

const imageOf = (name: string) => `example.com/${name}:1`;

function containerStatus(name: string, state: object) {
  return {
    name,
    image: imageOf(name),
    imageID: '',
    ready: false,
    started: false,
    restartCount: 300,
    state,
    lastState: { terminated: ENDED },
  };
}

function podStatus() {
  const running = { running: { startedAt: SINCE } };
  return {
    phase: 'Running',
    reason: 'Odd',
    message: 'An odd pod',
    startTime: SINCE,
    conditions: [
      condition('Ready', 'False'),
      condition('DisruptionTarget', 'True'),
      condition('PodResizePending', 'True'),
    ],
    initContainerStatuses: [
      containerStatus('first', running),
      containerStatus('sidecar', { terminated: ENDED }),
    ],
    containerStatuses: [
      containerStatus('main', {
        waiting: { reason: 'CrashLoopBackOff', message: 'back-off' },
      }),
      containerStatus('second', running),
    ],
  };
}

function pod(namespace: string): OddObject {
  const container = (name: string) => ({ name, image: imageOf(name) });
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...oddMetadata(namespace, 'odd'),
      labels: {
        'statefulset.kubernetes.io/pod-name': 'odd',
        'controller-revision-hash': 'odd-1',
        ...selected,
      },
    },
    spec: {
      nodeName: 'nowhere',
      subdomain: 'odd',
      initContainers: [
        container('first'),
        { ...container('sidecar'), restartPolicy: 'Always' },
      ],
      containers: [container('main'), container('second')],
      volumes: [
        { name: 'data', persistentVolumeClaim: { claimName: 'odd' } },
        { name: 'scratch', emptyDir: {} },
      ],
    },
    status: podStatus(),
  };
}

function claim(namespace: string): OddObject {
  const plain = oddMetadata(namespace, 'odd');
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: {
      ...plain,
      annotations: {
        'volume.kubernetes.io/selected-node': 'nowhere',
        'pv.kubernetes.io/bind-completed': 'yes',
      },
    },
    spec: {
      storageClassName: '',
      volumeAttributesClassName: 'fast',
      volumeName: `${namespace}-local`,
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '1536Mi' } },
    },
    status: {
      phase: 'Lost',
      capacity: { storage: '1Gi' },
      conditions: [condition('Resizing', 'True')],
      allocatedResourceStatuses: { storage: 'ControllerResizeInfeasible' },
      currentVolumeAttributesClassName: 'slow',
      modifyVolumeStatus: {
        targetVolumeAttributesClassName: 'fast',
        status: 'Infeasible',
      },
    },
  };
}

function volume(namespace: string, source: object): OddObject {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: oddMetadata(
      undefined,
      `${namespace}-${Object.keys(source)[0]?.toLowerCase()}`,
    ),
    spec: {
      ...source,
      capacity: { storage: '1Gi' },
      accessModes: ['ReadWriteMany'],
      persistentVolumeReclaimPolicy: 'Delete',
      storageClassName: 'odd',
      claimRef: {
        namespace: 'elsewhere',
        name: 'odd',
        uid: '22222222-2222-4222-8222-222222222222',
      },
      nodeAffinity: {
        required: {
          nodeSelectorTerms: [
            {
              matchExpressions: [
                {
                  key: 'kubernetes.io/hostname',
                  operator: 'In',
                  values: ['nowhere'],
                },
                {
                  key: 'topology.kubernetes.io/zone',
                  operator: 'In',
                  values: ['a', 'b'],
                },
              ],
            },
          ],
        },
      },
    },
    status: { phase: 'Failed', reason: 'Odd', message: 'An odd volume' },
  };
}

function budget(namespace: string, amount: object): OddObject {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: oddMetadata(
      namespace,
      Object.keys(amount)[0]?.toLowerCase() ?? '',
    ),
    spec: {
      ...amount,
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
      selector: {
        matchLabels: selected,
        matchExpressions: [
          { key: 'tier', operator: 'NotIn', values: ['web', ''] },
          { key: 'app', operator: 'Exists' },
        ],
      },
    },
    status: {
      observedGeneration: 1,
      disruptionsAllowed: 1,
      currentHealthy: 2,
      desiredHealthy: 3,
      expectedPods: 4,
      conditions: [condition('DisruptionAllowed', 'False')],
    },
  };
}

function service(namespace: string): OddObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: oddMetadata(namespace, 'odd'),
    spec: {
      clusterIP: 'None',
      publishNotReadyAddresses: true,
      selector: { app: 'nothing', empty: '' },
      ports: [
        { name: 'named', port: 6379, targetPort: 'redis' },
        { name: 'numbered', port: 6380, targetPort: 16_380 },
      ],
    },
  };
}

function slice(
  namespace: string,
): OddObject & { readonly addressType: string; readonly endpoints: object[] } {
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      ...oddMetadata(namespace, 'odd'),
      labels: {
        'service.kubernetes.io/headless': '',
        'kubernetes.io/service-name': 'elsewhere',
      },
    },
    addressType: 'IPv4',
    endpoints: [
      {
        addresses: ['10.0.0.1'],
        targetRef: {
          kind: 'Pod',
          namespace,
          name: 'odd',
          uid: '33333333-3333-4333-8333-333333333333',
        },
      },
    ],
  };
}
