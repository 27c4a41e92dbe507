import { JsonObject } from '@backstage/types';
import {
  KubernetesObject,
  RepositoryRequest,
} from 'backstage-plugin-stateful-services-node';
import { ANNOTATION_KUBERNETES_ID } from 'backstage-plugin-stateful-services-common';
import { ProcessValues } from './chartValues';

/** Ids of the user that the containers of an image run as. */
export interface ContainerUser {
  readonly user: number;
  readonly group: number;
}

/** As restricted Pod Security asks, with a read-only root file system. */
export function containerSecurity({ user, group }: ContainerUser): JsonObject {
  return {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    readOnlyRootFilesystem: true,
    runAsGroup: group,
    runAsNonRoot: true,
    runAsUser: user,
    seccompProfile: { type: 'RuntimeDefault' },
  };
}

function podSecurity({ user, group }: ContainerUser): JsonObject {
  return {
    fsGroup: group,
    fsGroupChangePolicy: 'OnRootMismatch',
    runAsGroup: group,
    runAsNonRoot: true,
    runAsUser: user,
    seccompProfile: { type: 'RuntimeDefault' },
  };
}

/** Memory request = limit, so that the kernel never takes it back; CPU is not limited. */
export function resources({ memory, cpuRequest }: ProcessValues): JsonObject {
  return {
    requests: { cpu: cpuRequest, memory, 'ephemeral-storage': '64Mi' },
    limits: { memory, 'ephemeral-storage': '256Mi' },
  };
}

export function port(name: string, number: number): JsonObject {
  return { name, port: number, targetPort: name, protocol: 'TCP' };
}

/** Never two members on one node, and spread over zones; as far as that allows, those of all sets as well. */
function placement({ selector, allSets, values }: MemberSet): JsonObject {
  const hostname = 'kubernetes.io/hostname';
  const zone = 'topology.kubernetes.io/zone';
  const labelSelector = { matchLabels: selector };
  return {
    affinity: {
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          { topologyKey: hostname, labelSelector },
        ],
        ...(allSets && {
          preferredDuringSchedulingIgnoredDuringExecution: [hostname, zone].map(
            topologyKey => ({
              weight: 50,
              podAffinityTerm: {
                topologyKey,
                labelSelector: { matchLabels: allSets },
              },
            }),
          ),
        }),
      },
    },
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: zone,
        whenUnsatisfiable: values.topology.zoneSpread,
        labelSelector,
      },
    ],
  };
}

/** Members that run the same containers, each on a volume of its own. */
export interface MemberSet {
  /** Name of the service: of its ServiceAccount and, with `-headless`, of its governing Service. */
  readonly name: string;
  readonly selector: JsonObject;
  /** What selects the members of all sets of the service, when they had better not be on one node or in one zone either. */
  readonly allSets?: JsonObject;
  readonly labels: JsonObject;
  readonly replicas: number;
  /** Ordinals below keep their revision. */
  readonly partition: number;
  readonly user: ContainerUser;
  readonly containers: JsonObject[];
  readonly storage: {
    readonly size: string;
    readonly storageClassName: string;
  };
  readonly values: {
    readonly terminationGracePeriodSeconds: number;
    readonly topology: { readonly zoneSpread: string };
  };
}

function podTemplate(set: MemberSet): JsonObject {
  const { name, labels, replicas, user, values } = set;
  return {
    metadata: { labels },
    spec: {
      serviceAccountName: name,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      terminationGracePeriodSeconds: values.terminationGracePeriodSeconds,
      securityContext: podSecurity(user),
      ...(replicas > 1 && placement(set)),
      containers: set.containers,
    },
  };
}

/** Of the volume `data` of each member. */
function claimTemplate({ labels, storage }: MemberSet): JsonObject {
  const { size, storageClassName } = storage;
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'data', labels },
    spec: {
      accessModes: ['ReadWriteOnce'],
      ...(storageClassName && { storageClassName }),
      resources: { requests: { storage: size } },
    },
  };
}

/** What the StatefulSets of all engines have in common. */
export function statefulSetSpec(set: MemberSet): JsonObject {
  return {
    replicas: set.replicas,
    serviceName: `${set.name}-headless`,
    podManagementPolicy: 'Parallel',
    minReadySeconds: 15,
    revisionHistoryLimit: 10,
    updateStrategy: {
      type: 'RollingUpdate',
      rollingUpdate: { partition: set.partition },
    },
    persistentVolumeClaimRetentionPolicy: {
      whenDeleted: 'Retain',
      whenScaled: 'Retain',
    },
    selector: { matchLabels: set.selector },
    template: podTemplate(set),
    volumeClaimTemplates: [claimTemplate(set)],
  };
}

/** Members find each other by it before they are ready. */
export function headlessSpec(
  selector: JsonObject,
  ports: JsonObject[],
): JsonObject {
  return {
    type: 'ClusterIP',
    clusterIP: 'None',
    publishNotReadyAddresses: true,
    selector,
    ports,
  };
}

export function disruptionBudgetSpec(
  selector: JsonObject,
  maxUnavailable = 1,
): JsonObject {
  return {
    maxUnavailable,
    unhealthyPodEvictionPolicy: 'AlwaysAllow',
    selector: { matchLabels: selector },
  };
}

/** What selects the pods of a service; the labels of its pods and claims; and what makes an object with them. */
export function objectsOf(request: RepositoryRequest) {
  const { engine, name, namespace } = request;
  const selector = {
    'app.kubernetes.io/name': engine,
    'app.kubernetes.io/instance': name,
  };
  const labels = { ...selector, [ANNOTATION_KUBERNETES_ID]: name };
  const object = (
    [apiVersion, kind, objectName]: readonly [string, string, string],
    spec: JsonObject,
  ): KubernetesObject => ({
    apiVersion,
    kind,
    metadata: { name: objectName, namespace, labels },
    spec,
  });
  return { selector, labels, object };
}
