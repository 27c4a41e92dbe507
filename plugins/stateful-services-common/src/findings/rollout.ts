import { isTrapped } from '../assessment/rollout/blockers';
import { agoInBrackets } from '../wording/duration';
import { shortRevision } from '../wording/revision';
import { evidenceOf } from './evidence';
import { Rule } from './rule';

const trap: Rule = {
  id: 'roll.trap',
  axis: 'rollout',
  needs: ['pods'],
  suppresses: [
    'pod.crashloop',
    'pod.image-pull',
    'pod.config-error',
    'pod.unschedulable',
    'pod.readiness-failing',
  ],
  find(situation) {
    const { set, ordinals } = situation;
    const trapped = ordinals.find(ordinal => isTrapped(ordinal, situation));
    if (!trapped?.pod) {
      return [];
    }
    return [
      {
        severity: 'error',
        ordinal: trapped.ordinal,
        title: `${trapped.podName} runs a broken revision, and Kubernetes does not replace it although the template has changed.`,
        explanation:
          'With ordered pod management the controller waits for this pod to become ready before it touches any other, so that it never deletes the pod that cannot become ready (kubernetes/kubernetes#67250).',
        evidence: [
          evidenceOf('Pod', trapped.pod, {
            field: 'metadata.labels[controller-revision-hash]',
            observed: trapped.pod.revision ?? '',
            expected: set.status.updateRevision,
            since: trapped.since,
          }),
        ],
        remediation: [
          {
            text: `Delete pod ${trapped.podName}; its volume stays, and the controller creates it again from the new template.`,
            command: `kubectl delete pod ${trapped.podName} --namespace ${set.namespace}`,
            danger: 'disruptive',
            precheck: 'The pod is not ready, so it serves nobody now.',
          },
        ],
      },
    ];
  },
};

const nameConflict: Rule = {
  id: 'roll.name-conflict',
  axis: 'rollout',
  needs: ['pods'],
  find({ set, ordinals }) {
    return ordinals.flatMap(({ ordinal, podName, foreignPod }) =>
      foreignPod
        ? {
            severity: 'error' as const,
            ordinal,
            title: `${podName} cannot be created: another pod has its name.`,
            explanation:
              'The controller gives each pod a fixed name. A pod of that name that it does not own makes every attempt fail, and no event says so.',
            evidence: [
              evidenceOf('Pod', foreignPod, {
                field: 'metadata.ownerReferences',
                observed: foreignPod.owner
                  ? `${foreignPod.owner.kind}/${foreignPod.owner.name}`
                  : 'none',
                expected: `StatefulSet/${set.name}`,
                since: foreignPod.creationTimestamp,
              }),
            ],
            remediation: [
              {
                text: `Find out who created pod ${podName}, and delete it or give it another name.`,
                command: `kubectl get pod ${podName} --namespace ${set.namespace} --output yaml`,
                danger: 'safe' as const,
              },
            ],
          }
        : [],
    );
  },
};

const onDeletePending: Rule = {
  id: 'roll.ondelete-pending',
  axis: 'rollout',
  needs: ['pods'],
  find({ set, ordinals }) {
    const old = ordinals.filter(
      ({ pod, wanted, onUpdateRevision }) => wanted && pod && !onUpdateRevision,
    );
    const next = old.at(-1);
    if (set.updateStrategy.type !== 'OnDelete' || !next) {
      return [];
    }
    return [
      {
        severity: 'warning',
        title: `${old.length} of ${set.replicas} members still run an old revision: this set updates a member only when its pod is deleted.`,
        explanation:
          'The update strategy is OnDelete, so that the controller leaves running pods alone until somebody deletes them.',
        evidence: old.map(({ pod, podName }) =>
          evidenceOf(
            'Pod',
            pod ?? { namespace: set.namespace, name: podName },
            {
              field: 'metadata.labels[controller-revision-hash]',
              observed: pod?.revision ?? '',
              expected: set.status.updateRevision,
            },
          ),
        ),
        remediation: [
          {
            text: `Delete one pod at a time, highest ordinal first, and wait until it is ready again. Start with ${next.podName}.`,
            command: `kubectl delete pod ${next.podName} --namespace ${set.namespace}`,
            danger: 'disruptive',
            precheck: 'All members are ready.',
          },
        ],
      },
    ];
  },
};

const partitionOver: Rule = {
  id: 'roll.partition-over',
  axis: 'rollout',
  needs: [],
  find({ set }) {
    const { updateStrategy, replicas, status } = set;
    if (
      updateStrategy.type !== 'RollingUpdate' ||
      replicas === 0 ||
      updateStrategy.partition < replicas ||
      status.currentRevision === status.updateRevision
    ) {
      return [];
    }
    return [
      {
        severity: 'warning',
        title: `Partition ${updateStrategy.partition} is not below the ${replicas} members, so revision ${shortRevision(status.updateRevision)} reaches none of them.`,
        explanation:
          'An update reaches only ordinals at or above the partition. Tools that look at the status alone call this complete.',
        evidence: [
          evidenceOf('StatefulSet', set, {
            field: 'spec.updateStrategy.rollingUpdate.partition',
            observed: String(updateStrategy.partition),
            expected: `below ${replicas}`,
          }),
        ],
        remediation: [
          {
            text: `Lower the partition to ${replicas - 1} to update one member first.`,
            command: `kubectl patch statefulset ${set.name} --namespace ${set.namespace} --type merge --patch '{"spec":{"updateStrategy":{"rollingUpdate":{"partition":${replicas - 1}}}}}'`,
            danger: 'disruptive',
            precheck:
              'All members are ready. If a GitOps tool owns the set, change the partition there.',
          },
        ],
      },
    ];
  },
};

const terminatingStuck: Rule = {
  id: 'pod.terminating-stuck',
  axis: 'rollout',
  needs: ['pods'],
  find({ set, ordinals, now }) {
    return ordinals.flatMap(({ ordinal, podName, pod, state }) => {
      const end = Date.parse(pod?.deletionTimestamp ?? '');
      if (!pod || state !== 'terminating' || !(now - end > 60_000)) {
        return [];
      }
      return {
        severity: 'error' as const,
        ordinal,
        title: `${podName} should have ended${agoInBrackets(pod.deletionTimestamp, now)} and is still there.`,
        explanation:
          'Until the pod is gone its name is taken, so that no replacement can start. A finalizer, a hanging preStop hook or a volume that cannot be unmounted keeps it.',
        evidence: [
          evidenceOf('Pod', pod, {
            field: 'metadata.deletionTimestamp',
            observed: pod.deletionTimestamp ?? '',
            expected: 'the pod is gone',
            since: pod.deletionTimestamp,
          }),
        ],
        remediation: [
          {
            text:
              pod.finalizers.length > 0
                ? `See who owns the finalizers ${pod.finalizers.join(', ')} and why they are not removed.`
                : `Look at the events of ${podName} for what the node is waiting for.`,
            command: `kubectl describe pod ${podName} --namespace ${set.namespace}`,
            danger: 'safe' as const,
          },
        ],
      };
    });
  },
};

/** What keeps a change from reaching the members. */
export const rolloutRules: readonly Rule[] = [
  trap,
  nameConflict,
  onDeletePending,
  partitionOver,
  terminatingStuck,
];
