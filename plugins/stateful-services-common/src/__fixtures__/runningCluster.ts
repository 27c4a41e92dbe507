import { claim, node, pod, secondsAgo, volume } from './objects';

type Raw = Record<string, unknown>;

/** A Kubernetes object as somebody applies it. */
export interface Manifest {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Raw;
  };
  readonly spec?: Raw & {
    readonly replicas?: number;
    readonly ordinals?: { readonly start?: number };
    readonly serviceName?: string;
    readonly template?: { readonly metadata?: { readonly labels?: Raw } };
    readonly volumeClaimTemplates?: readonly {
      readonly metadata: { readonly name: string };
      readonly spec: Raw;
    }[];
  };
}

const server = (uid: string) => ({
  uid,
  resourceVersion: '1',
  creationTimestamp: secondsAgo(20 * 86_400),
});

const objectOf = (raw: unknown) => raw as Raw & { metadata: Raw; status: Raw };

/** What members have behind them: restarts, all of them days ago. */
export interface Past {
  readonly restarts: number;
}

function memberPod(
  set: Manifest,
  { ordinal, uid, revision }: { ordinal: number; uid: string; revision: string },
  { restarts }: Past,
): Raw {
  const { name } = set.metadata;
  const raw = objectOf(
    pod(ordinal, { revision, ownerUid: uid, age: 5 * 86_400 + ordinal * 600 }),
  );
  return {
    ...raw,
    metadata: {
      ...raw.metadata,
      name: `${name}-${ordinal}`,
      namespace: set.metadata.namespace,
      uid: `uid-${name}-${ordinal}`,
      labels: {
        ...set.spec?.template?.metadata?.labels,
        'controller-revision-hash': revision,
      },
      ownerReferences: [{ kind: 'StatefulSet', name, uid, controller: true }],
    },
    spec: { nodeName: `node-${ordinal}`, subdomain: set.spec?.serviceName },
    status: {
      ...raw.status,
      containerStatuses: [
        {
          name: 'server',
          ready: true,
          restartCount: restarts,
          state: { running: { startedAt: secondsAgo(4 * 86_400) } },
          ...(restarts > 0 && {
            lastState: {
              terminated: {
                reason: 'Error',
                exitCode: 1,
                finishedAt: secondsAgo(4 * 86_400),
              },
            },
          }),
        },
      ],
    },
  };
}

function memberStorage(set: Manifest, ordinal: number): readonly Raw[] {
  const { name, namespace } = set.metadata;
  return (set.spec?.volumeClaimTemplates ?? []).flatMap(template => {
    const claimName = `${template.metadata.name}-${name}-${ordinal}`;
    const uid = `uid-${claimName}`;
    const { resources } = template.spec as {
      resources?: { requests?: { storage?: string } };
    };
    const capacity = { storage: resources?.requests?.storage };
    const raw = objectOf(claim(ordinal));
    const disk = objectOf(volume(ordinal));
    return [
      {
        ...raw,
        metadata: { ...raw.metadata, name: claimName, namespace, uid },
        spec: {
          storageClassName: 'standard',
          ...template.spec,
          volumeName: `volume-${claimName}`,
        },
        status: { phase: 'Bound', capacity },
      },
      {
        ...disk,
        metadata: {
          ...disk.metadata,
          name: `volume-${claimName}`,
          uid: `uid-volume-${claimName}`,
        },
        spec: {
          storageClassName: template.spec.storageClassName ?? 'standard',
          capacity,
          persistentVolumeReclaimPolicy: 'Retain',
          claimRef: { namespace, name: claimName, uid },
        },
        status: { phase: 'Bound' },
      },
    ];
  });
}

function runningSet(set: Manifest, past: Past): readonly Raw[] {
  const { name } = set.metadata;
  const uid = `uid-StatefulSet-${name}`;
  const revision = `${name}-aaaaaaaa`;
  const replicas = set.spec?.replicas ?? 1;
  const start = set.spec?.ordinals?.start ?? 0;
  const ordinals = Array.from({ length: replicas }, (_, at) => start + at);
  return [
    {
      ...set,
      metadata: { ...set.metadata, ...server(uid), generation: 1 },
      status: {
        observedGeneration: 1,
        readyReplicas: replicas,
        currentRevision: revision,
        updateRevision: revision,
      },
    },
    ...ordinals.flatMap(ordinal => [
      memberPod(set, { ordinal, uid, revision }, past),
      inZone(ordinal),
      ...memberStorage(set, ordinal),
    ]),
  ];
}

/** Nodes lie in three zones. */
function inZone(ordinal: number): Raw {
  const raw = objectOf(node(`node-${ordinal}`));
  const zone = `zone-${'abc'[ordinal % 3]}`;
  const labels = { 'topology.kubernetes.io/zone': zone };
  return { ...raw, metadata: { ...raw.metadata, labels } };
}

const standardClass: Raw = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: {
    ...server('uid-standard'),
    name: 'standard',
    annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' },
  },
  provisioner: 'csi.example.com',
  allowVolumeExpansion: true,
  reclaimPolicy: 'Retain',
  volumeBindingMode: 'WaitForFirstConsumer',
};

/** What a cluster makes of manifests once all is well. */
export function runningCluster(
  manifests: readonly Manifest[],
  past: Past = { restarts: 0 },
): readonly Raw[] {
  const placed = manifests.map(manifest => ({
    ...manifest,
    metadata: { namespace: 'shop', ...manifest.metadata },
  }));
  return [
    standardClass,
    ...placed.flatMap(manifest =>
      manifest.kind === 'StatefulSet'
        ? runningSet(manifest, past)
        : [
            {
              ...manifest,
              metadata: {
                ...manifest.metadata,
                ...server(`uid-${manifest.kind}-${manifest.metadata.name}`),
              },
            },
          ],
    ),
  ];
}
