import { finding, secondsAgo } from './build';

const pod = (name: string) => ({ kind: 'Pod', namespace: 'orders', name });
const claimObject = (name: string) => ({
  kind: 'PersistentVolumeClaim',
  namespace: 'orders',
  name,
});

export const trap = finding({
  id: 'roll.trap',
  severity: 'error',
  ordinal: 2,
  title:
    'redis-2 runs a broken revision, and Kubernetes does not replace it although the template has been mended.',
  explanation:
    'With ordered pods, Kubernetes waits for redis-2 to become ready before it replaces it, and redis-2 cannot become ready on the broken revision.',
  evidence: [
    {
      object: pod('redis-2'),
      field: 'metadata.labels.controller-revision-hash',
      observed: '9b1e0',
      expected: '7f9c4',
      since: secondsAgo(14 * 60),
    },
    {
      object: pod('redis-2'),
      field: 'status.containerStatuses[redis].state.waiting.reason',
      observed: 'ImagePullBackOff',
      expected: 'running',
      since: secondsAgo(14 * 60),
    },
  ],
  remediation: [
    {
      text: 'Delete pod redis-2; its volume stays.',
      command: 'kubectl --namespace orders delete pod redis-2',
      danger: 'disruptive',
      precheck: 'The other two members are ready.',
    },
  ],
});

export const crashLoop = finding({
  id: 'pod.crashloop',
  severity: 'error',
  ordinal: 1,
  title: 'redis-1 ends right after every start: exit code 1.',
  explanation:
    'The process of container redis has ended 7 times. Kubernetes waits longer and longer before it starts it again.',
  evidence: [
    {
      object: pod('redis-1'),
      field: 'status.containerStatuses[redis].state.waiting.reason',
      observed: 'CrashLoopBackOff',
      expected: 'running',
      since: secondsAgo(9 * 60),
    },
  ],
  remediation: [
    {
      text: 'Read what the process said last.',
      command: 'kubectl --namespace orders logs redis-1 --previous',
      danger: 'safe',
    },
    {
      text: 'Return to the revision that ran before.',
      command: 'kubectl --namespace orders rollout undo statefulset/redis',
      danger: 'disruptive',
      precheck: 'The earlier revision can read the data that this one wrote.',
    },
  ],
});

export const claimBlocked = finding({
  id: 'pvc.class-missing',
  severity: 'error',
  ordinal: 2,
  title:
    'The volume of redis-2 asks for storage class "fast", which does not exist.',
  explanation:
    'No provisioner answers for a class that is not there, so that the claim stays pending and the pod is never placed.',
  evidence: [
    {
      object: claimObject('data-redis-2'),
      field: 'spec.storageClassName',
      observed: 'fast',
      expected: 'one of standard, fast-retain',
      since: secondsAgo(12 * 60),
    },
  ],
  remediation: [
    {
      text: 'Create the storage class "fast", or delete the claim and correct the template.',
      danger: 'data-loss',
      precheck: 'Claim data-redis-2 has never been bound.',
    },
  ],
});

export const nearlyFull = finding({
  id: 'vol.usage-high',
  severity: 'warning',
  ordinal: 1,
  title: 'The volume of redis-1 is 86 % full.',
  explanation:
    'Redis cannot write its append-only file when the volume is full, and refuses writes from then on.',
  evidence: [
    {
      object: claimObject('data-redis-1'),
      field: 'kubelet_volume_stats_used_bytes / capacity_bytes',
      observed: '86 %',
      expected: 'below 80 %',
    },
  ],
  remediation: [
    {
      text: 'Expand the volumes; class fast-retain allows it while they are mounted.',
      command:
        'kubectl --namespace orders patch pvc data-redis-1 --patch \'{"spec":{"resources":{"requests":{"storage":"20Gi"}}}}\'',
      danger: 'safe',
    },
  ],
});

export const nodeLost = finding({
  id: 'node.lost',
  severity: 'critical',
  ordinal: 1,
  title: 'Node worker-2 has stopped reporting, and redis-1 is on it.',
  explanation:
    'Kubernetes does not start redis-1 elsewhere while it cannot know whether the old one still writes to the volume.',
  evidence: [
    {
      object: { kind: 'Node', namespace: '', name: 'worker-2' },
      field: 'status.conditions[Ready]',
      observed: 'Unknown',
      expected: 'True',
      since: secondsAgo(6 * 60),
    },
  ],
  remediation: [
    {
      text: 'Make sure that worker-2 is powered off, then mark it out of service.',
      command:
        'kubectl taint node worker-2 node.kubernetes.io/out-of-service=nodeshutdown:NoExecute',
      danger: 'data-loss',
      precheck:
        'The machine is off: two processes that write to one volume destroy its data.',
    },
  ],
});

export const quorumEdge = finding({
  id: 'ha.quorum-edge',
  severity: 'error',
  title:
    'One more member down and writes are refused: 2 of 3 are ready, 2 are needed.',
  explanation:
    'The members need a majority of themselves to accept writes. Nothing may be restarted until redis-2 is back.',
  evidence: [
    {
      object: { kind: 'StatefulSet', namespace: 'orders', name: 'redis' },
      field: 'ready members',
      observed: '2',
      expected: '3',
      since: secondsAgo(95),
    },
  ],
  remediation: [
    {
      text: 'Bring back redis-2 before any other member restarts.',
      danger: 'safe',
    },
  ],
});

export const noBudget = finding({
  id: 'pdb.none',
  title: 'No PodDisruptionBudget protects the members.',
  explanation: 'A drain of nodes may end all members at the same time.',
  evidence: [
    {
      object: { kind: 'StatefulSet', namespace: 'orders', name: 'redis' },
      field: 'PodDisruptionBudgets that select its pods',
      observed: '0',
      expected: '1',
    },
  ],
  remediation: [
    { text: 'Add a budget with maxUnavailable: 1.', danger: 'safe' },
  ],
});
