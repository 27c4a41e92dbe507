import { JsonObject } from '@backstage/types';
import { ANNOTATION_KUBERNETES_ID } from 'backstage-plugin-stateful-services-common';
import { RepositoryRequest } from '../../request/repositoryRequest';
import { KubernetesObject } from '../plan';
import { memberContainers } from './containers';
import { RedisValues } from './values';

interface Member {
  readonly name: string;
  readonly values: RedisValues;
  readonly selector: JsonObject;
  readonly labels: JsonObject;
}

const REDIS_PORT: JsonObject = {
  name: 'redis',
  port: 6379,
  targetPort: 'redis',
  protocol: 'TCP',
};
const SENTINEL_PORT: JsonObject = {
  name: 'sentinel',
  port: 26379,
  targetPort: 'sentinel',
  protocol: 'TCP',
};

function placement({ values, selector }: Member): JsonObject {
  if (values.replicas === 1) {
    return {};
  }
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
        whenUnsatisfiable: values.topology.zoneSpread,
        labelSelector,
      },
    ],
  };
}

function podTemplate(member: Member): JsonObject {
  return {
    metadata: { labels: member.labels },
    spec: {
      serviceAccountName: member.name,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      terminationGracePeriodSeconds: 90,
      securityContext: {
        fsGroup: 999,
        fsGroupChangePolicy: 'OnRootMismatch',
        runAsGroup: 999,
        runAsNonRoot: true,
        runAsUser: 999,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      ...placement(member),
      containers: memberContainers(member.values),
    },
  };
}

function claimTemplate({ values, labels }: Member): JsonObject {
  const { size, storageClassName } = values.storage;
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

function statefulSetSpec(member: Member): JsonObject {
  const { name, values, selector } = member;
  return {
    replicas: values.replicas,
    serviceName: `${name}-headless`,
    podManagementPolicy: 'Parallel',
    minReadySeconds: 15,
    revisionHistoryLimit: 10,
    updateStrategy: {
      type: 'RollingUpdate',
      rollingUpdate: { partition: values.update.partition },
    },
    persistentVolumeClaimRetentionPolicy: {
      whenDeleted: 'Retain',
      whenScaled: 'Retain',
    },
    selector: { matchLabels: selector },
    template: podTemplate(member),
    volumeClaimTemplates: [claimTemplate(member)],
  };
}

function headlessSpec({ values, selector }: Member): JsonObject {
  return {
    type: 'ClusterIP',
    clusterIP: 'None',
    publishNotReadyAddresses: true,
    selector,
    ports: values.replicas > 1 ? [REDIS_PORT, SENTINEL_PORT] : [REDIS_PORT],
  };
}

function clientSpec({ values, selector }: Member): JsonObject {
  return {
    type: 'ClusterIP',
    selector,
    ports: [values.replicas > 1 ? SENTINEL_PORT : REDIS_PORT],
  };
}

/** What the chart creates from these values, as far as a rollout depends on it. */
export function redisObjects(
  request: RepositoryRequest,
  values: RedisValues,
): KubernetesObject[] {
  const { name, namespace } = request;
  const selector = {
    'app.kubernetes.io/name': 'redis',
    'app.kubernetes.io/instance': name,
  };
  const labels = { ...selector, [ANNOTATION_KUBERNETES_ID]: name };
  const member: Member = { name, values, selector, labels };
  const object = (
    [apiVersion, kind, objectName]: readonly [string, string, string],
    spec: JsonObject,
  ): KubernetesObject => ({
    apiVersion,
    kind,
    metadata: { name: objectName, namespace, labels },
    spec,
  });
  const objects = [
    object(['v1', 'Service', `${name}-headless`], headlessSpec(member)),
    object(['v1', 'Service', name], clientSpec(member)),
    object(['apps/v1', 'StatefulSet', name], statefulSetSpec(member)),
  ];
  if (values.replicas > 1) {
    objects.push(
      object(['policy/v1', 'PodDisruptionBudget', name], {
        maxUnavailable: 1,
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
        selector: { matchLabels: selector },
      }),
    );
  }
  return objects;
}
