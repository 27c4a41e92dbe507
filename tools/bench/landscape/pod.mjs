import { metadata } from './metadata.mjs';
import { scripts } from './podTemplate.mjs';

export function pod({ set, name, ordinal, claimName, node, isNew, times }) {
  const began = isNew ? times.updated : times.created;
  const { status, spec, metadata: owner } = set;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: metadata({
      name,
      namespace: owner.namespace,
      labels: {
        ...spec.template.metadata.labels,
        'apps.kubernetes.io/pod-index': String(ordinal),
        'controller-revision-hash': isNew
          ? status.updateRevision
          : status.currentRevision,
        'statefulset.kubernetes.io/pod-name': name,
      },
      created: began,
      generateName: `${owner.name}-`,
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: 'StatefulSet',
          name: owner.name,
          uid: owner.uid,
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    }),
    spec: {
      ...spec.template.spec,
      nodeName: node,
      hostname: name,
      subdomain: owner.name,
      volumes: [
        { name: 'data', persistentVolumeClaim: { claimName } },
        scripts(owner.name),
      ],
    },
    status: podStatus({
      containers: spec.template.spec.containers,
      isNew,
      began,
    }),
  };
}

function podStatus({ containers, isNew, began }) {
  const ready = isNew ? 'False' : 'True';
  const conditions = {
    PodScheduled: 'True',
    Initialized: 'True',
    ContainersReady: ready,
    Ready: ready,
  };
  return {
    phase: 'Running',
    startTime: began,
    hostIP: '10.1.0.1',
    podIP: '10.2.0.1',
    podIPs: [{ ip: '10.2.0.1' }],
    qosClass: 'Burstable',
    conditions: Object.entries(conditions).map(([type, status]) => ({
      type,
      status,
      lastProbeTime: null,
      lastTransitionTime: began,
    })),
    containerStatuses: containers.map(({ name, image }) => ({
      name,
      image,
      imageID: `${image}@sha256:${'0'.repeat(64)}`,
      containerID: `containerd://${'0'.repeat(64)}`,
      ready: !isNew,
      started: true,
      restartCount: 0,
      lastState: {},
      state: { running: { startedAt: began } },
    })),
  };
}
