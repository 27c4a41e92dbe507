import { metadata } from './metadata.mjs';
import { podTemplate, scripts } from './podTemplate.mjs';
import { claimSpec } from './storage.mjs';

export function statefulSet({
  name,
  namespace,
  labels,
  replicas,
  rolling,
  times,
}) {
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: metadata({
      name,
      namespace,
      labels,
      created: times.created,
      generation: rolling ? 2 : 1,
    }),
    spec: {
      replicas,
      serviceName: name,
      podManagementPolicy: 'OrderedReady',
      revisionHistoryLimit: 10,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { ...podTemplate(name), volumes: [scripts(name)] },
      },
      updateStrategy: {
        type: 'RollingUpdate',
        rollingUpdate: { partition: 0 },
      },
      persistentVolumeClaimRetentionPolicy: {
        whenDeleted: 'Retain',
        whenScaled: 'Retain',
      },
      volumeClaimTemplates: [
        {
          apiVersion: 'v1',
          kind: 'PersistentVolumeClaim',
          metadata: { name: 'data' },
          spec: claimSpec,
          status: { phase: 'Pending' },
        },
      ],
    },
    status: {
      observedGeneration: rolling ? 2 : 1,
      replicas,
      readyReplicas: rolling ? replicas - 1 : replicas,
      availableReplicas: rolling ? replicas - 1 : replicas,
      currentReplicas: rolling ? replicas - 1 : replicas,
      updatedReplicas: rolling ? 1 : replicas,
      currentRevision: `${name}-6d8f7c9b5`,
      updateRevision: rolling ? `${name}-7b9c4d6f8` : `${name}-6d8f7c9b5`,
      collisionCount: 0,
    },
  };
}

export function headlessService({ name, namespace, labels, times }) {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadata({ name, namespace, labels, created: times.created }),
    spec: {
      type: 'ClusterIP',
      clusterIP: 'None',
      clusterIPs: ['None'],
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      internalTrafficPolicy: 'Cluster',
      sessionAffinity: 'None',
      publishNotReadyAddresses: true,
      selector: labels,
      ports: [
        { name: 'redis', port: 6379, targetPort: 'redis', protocol: 'TCP' },
      ],
    },
    status: { loadBalancer: {} },
  };
}

/** The addresses behind the Service, as the controller of the slices writes them. */
export function endpointSlice({ name, namespace, labels, pods, times }) {
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: metadata({
      name: `${name}-7xk2p`,
      namespace,
      labels: {
        ...labels,
        'endpointslice.kubernetes.io/managed-by':
          'endpointslice-controller.k8s.io',
        'kubernetes.io/service-name': name,
        'service.kubernetes.io/headless': '',
      },
      created: times.created,
      generateName: `${name}-`,
    }),
    addressType: 'IPv4',
    endpoints: pods.map(
      ({ metadata: { name: podName, uid }, spec, status }) => ({
        addresses: [status.podIP],
        conditions: { ready: true, serving: true, terminating: false },
        hostname: podName,
        nodeName: spec.nodeName,
        targetRef: { kind: 'Pod', namespace, name: podName, uid },
      }),
    ),
    ports: [{ name: 'redis', port: 6379, protocol: 'TCP' }],
  };
}

export function budget({ name, namespace, labels, replicas, rolling, times }) {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: metadata({
      name,
      namespace,
      labels,
      created: times.created,
      generation: 1,
    }),
    spec: { maxUnavailable: 1, selector: { matchLabels: labels } },
    status: {
      observedGeneration: 1,
      currentHealthy: rolling ? replicas - 1 : replicas,
      desiredHealthy: replicas - 1,
      disruptionsAllowed: rolling ? 0 : 1,
      expectedPods: replicas,
      conditions: [
        {
          type: 'DisruptionAllowed',
          status: rolling ? 'False' : 'True',
          reason: rolling ? 'InsufficientPods' : 'SufficientPods',
          message: '',
          lastTransitionTime: times.created,
          observedGeneration: 1,
        },
      ],
    },
  };
}
