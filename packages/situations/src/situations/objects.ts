import { Manifest } from '../cluster/kubernetesObject';
import { SET } from '../situation';

const labels = { app: SET };

/** The registry whose images tell the played kubelet what becomes of them (tools/real/kwok/pods.yaml). */
export const image = (name: string) => `kubelet.example/${name}`;

/** A well-made container; what is given replaces parts of it. */
export const container = (parts: object = {}) => ({
  name: 'server',
  image: image('server:1'),
  ports: [{ name: 'server', containerPort: 6379 }],
  readinessProbe: { tcpSocket: { port: 6379 } },
  lifecycle: { preStop: { exec: { command: ['save'] } } },
  resources: {
    requests: { cpu: '100m', memory: '64Mi' },
    limits: { memory: '64Mi' },
  },
  ...parts,
});

/** A well-made pod spec, on the nodes that come with the control plane. */
export const podSpec = (parts: object = {}) => ({
  terminationGracePeriodSeconds: 30,
  nodeSelector: { 'topology.kubernetes.io/region': 'region-1' },
  topologySpreadConstraints: [
    {
      maxSkew: 1,
      topologyKey: 'kubernetes.io/hostname',
      whenUnsatisfiable: 'DoNotSchedule',
      labelSelector: { matchLabels: labels },
    },
  ],
  containers: [container()],
  ...parts,
});

export const claimTemplate = (spec: object = {}) => ({
  metadata: { name: 'data' },
  spec: {
    accessModes: ['ReadWriteOnce'],
    storageClassName: 'standard',
    resources: { requests: { storage: '1Gi' } },
    ...spec,
  },
});

/** A well-made set of three members with a claim each; what is given replaces parts of its spec. */
export const statefulSet = (spec: object = {}): Manifest => ({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: SET },
  spec: {
    replicas: 3,
    serviceName: SET,
    selector: { matchLabels: labels },
    template: { metadata: { labels }, spec: podSpec() },
    volumeClaimTemplates: [claimTemplate()],
    ...spec,
  },
});

/** The same with another pod spec. */
export const template = (parts: object) => ({
  template: { metadata: { labels }, spec: podSpec(parts) },
});

export const service = (spec: object = {}): Manifest => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: SET },
  spec: {
    clusterIP: 'None',
    selector: labels,
    ports: [{ name: 'server', port: 6379, targetPort: 'server' }],
    ...spec,
  },
});

export const budget = (spec: object = {}, name = SET): Manifest => ({
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: { name },
  spec: { maxUnavailable: 1, selector: { matchLabels: labels }, ...spec },
});

/** What a well-made set has around it. */
export const surroundings: readonly Manifest[] = [service(), budget()];
