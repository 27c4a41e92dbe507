import { randomUUID } from 'node:crypto';
import { ObjectDraft } from '../kinds/metadata';
import { ResourceName } from '../kinds/resources';

type Json = Readonly<Record<string, unknown>>;

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function part(parent: Json, field: string): Json {
  const value = parent[field];
  return isJson(value) ? value : {};
}

function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function podSpec(spec: Json): Json {
  return {
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    schedulerName: 'default-scheduler',
    securityContext: {},
    ...spec,
    containers: items(spec.containers).map(container =>
      isJson(container)
        ? { imagePullPolicy: 'IfNotPresent', resources: {}, ...container }
        : container,
    ),
  };
}

function claimTemplate(template: unknown): unknown {
  return isJson(template)
    ? {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        ...template,
        spec: { volumeMode: 'Filesystem', ...part(template, 'spec') },
        status: { phase: 'Pending' },
      }
    : template;
}

function statefulSetSpec(spec: Json): Json {
  const strategy = part(spec, 'updateStrategy');
  const type = strategy.type ?? 'RollingUpdate';
  const template = part(spec, 'template');
  return {
    replicas: 1,
    podManagementPolicy: 'OrderedReady',
    revisionHistoryLimit: 10,
    ...spec,
    updateStrategy: {
      ...strategy,
      type,
      ...(type === 'RollingUpdate' && {
        rollingUpdate: { partition: 0, ...part(strategy, 'rollingUpdate') },
      }),
    },
    persistentVolumeClaimRetentionPolicy: {
      whenDeleted: 'Retain',
      whenScaled: 'Retain',
      ...part(spec, 'persistentVolumeClaimRetentionPolicy'),
    },
    template: { ...template, spec: podSpec(part(template, 'spec')) },
    ...(spec.volumeClaimTemplates !== undefined && {
      volumeClaimTemplates: items(spec.volumeClaimTemplates).map(claimTemplate),
    }),
  };
}

/** A stable address of the service network, so that a Service looks as it does elsewhere. */
function clusterIp(): string {
  const bytes = Buffer.from(randomUUID().replaceAll('-', ''), 'hex');
  return `10.96.${bytes[0]}.${bytes[1]}`;
}

function serviceSpec(spec: Json): Json {
  const address = spec.clusterIP ?? clusterIp();
  return {
    type: 'ClusterIP',
    sessionAffinity: 'None',
    clusterIP: address,
    clusterIPs: [address],
    ...spec,
    ports: items(spec.ports).map(port =>
      isJson(port) ? { protocol: 'TCP', targetPort: port.port, ...port } : port,
    ),
  };
}

const defaulters: { readonly [TName in ResourceName]?: (draft: Json) => Json } =
  {
    namespaces: draft => ({
      ...draft,
      spec: { finalizers: ['kubernetes'] },
    }),
    nodes: draft => ({ ...draft, spec: part(draft, 'spec') }),
    pods: draft => ({ ...draft, spec: podSpec(part(draft, 'spec')) }),
    persistentvolumeclaims: draft => ({
      ...draft,
      spec: { volumeMode: 'Filesystem', ...part(draft, 'spec') },
    }),
    persistentvolumes: draft => ({
      ...draft,
      spec: {
        persistentVolumeReclaimPolicy: 'Retain',
        volumeMode: 'Filesystem',
        ...part(draft, 'spec'),
      },
    }),
    services: draft => ({ ...draft, spec: serviceSpec(part(draft, 'spec')) }),
    statefulsets: draft => ({
      ...draft,
      spec: statefulSetSpec(part(draft, 'spec')),
    }),
    storageclasses: draft => ({
      reclaimPolicy: 'Delete',
      volumeBindingMode: 'Immediate',
      ...draft,
    }),
  };

/** Fields that the API server always sets although nobody wrote them (1.36). */
export function applyDefaults(
  resource: ResourceName,
  draft: ObjectDraft,
): ObjectDraft {
  return { ...draft, ...defaulters[resource]?.(draft) };
}

const initialStatus: { readonly [TName in ResourceName]?: Json } = {
  namespaces: { phase: 'Active' },
  pods: { phase: 'Pending', qosClass: 'Burstable' },
  persistentvolumeclaims: { phase: 'Pending' },
  persistentvolumes: { phase: 'Pending' },
  services: { loadBalancer: {} },
  statefulsets: { replicas: 0, availableReplicas: 0 },
  volumeattachments: { attached: false },
  poddisruptionbudgets: {
    currentHealthy: 0,
    desiredHealthy: 0,
    disruptionsAllowed: 0,
    expectedPods: 0,
  },
};

/** The status of a new object; a client that sends one is ignored, except for nodes, which report themselves. */
export function initialStatusOf(resource: ResourceName): Json | undefined {
  return initialStatus[resource];
}
