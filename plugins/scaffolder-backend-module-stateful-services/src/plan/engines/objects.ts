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

export function podSecurity({ user, group }: ContainerUser): JsonObject {
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

/** Never two members on one node, and spread over zones. */
export function placement(
  selector: JsonObject,
  zoneSpread: string,
): JsonObject {
  const labelSelector = { matchLabels: selector };
  return {
    affinity: {
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          { topologyKey: 'kubernetes.io/hostname', labelSelector },
        ],
      },
    },
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: 'topology.kubernetes.io/zone',
        whenUnsatisfiable: zoneSpread,
        labelSelector,
      },
    ],
  };
}

interface Claim {
  readonly labels: JsonObject;
  readonly storage: {
    readonly size: string;
    readonly storageClassName: string;
  };
}

/** Of the volume `data` of each member. */
export function claimTemplate({ labels, storage }: Claim): JsonObject {
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

interface SetSpec {
  readonly replicas: number;
  readonly serviceName: string;
  /** Ordinals below keep their revision. */
  readonly partition: number;
  readonly selector: JsonObject;
  readonly template: JsonObject;
  readonly claims: JsonObject[];
}

/** What the StatefulSets of all engines have in common. */
export function statefulSetSpec(set: SetSpec): JsonObject {
  return {
    replicas: set.replicas,
    serviceName: set.serviceName,
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
    template: set.template,
    volumeClaimTemplates: set.claims,
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
