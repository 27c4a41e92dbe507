import { isNotJustStarting } from '../assessment/judgeMember';
import { levelOfMember } from '../assessment/levels';
import { partRuns } from '../wording/members';
import { shortRevision } from '../wording/revision';
import { onSet } from './each';
import { evidenceOf } from './evidence';
import { memberOf, revisionEvidence } from './rolloutMember';
import { Rule } from './rule';
import { patchCommand, step } from './steps';

const predecessor: Rule = {
  id: 'roll.predecessor',
  axis: 'rollout',
  severity: 'info',
  summary: 'An update waits for a sick member that it does not concern.',
  explanation:
    'With ordered pod management a member that is not ready stops the update of all others.',
  source:
    'kubernetes/kubernetes pkg/controller/statefulset/stateful_set_control.go',
  needs: ['pods'],
  find(situation) {
    const { rollout } = situation;
    const sick =
      rollout.state === 'Blocked' && rollout.reason === 'PredecessorUnhealthy'
        ? memberOf(situation, rollout.ordinal)
        : undefined;
    return sick
      ? [
          {
            ordinal: sick.ordinal,
            title: `The update waits for ${sick.podName}, which does not become ready.`,
            evidence: [revisionEvidence(situation, sick)],
            remediation: [],
          },
        ]
      : [];
  },
};

const scaleDownBlocked: Rule = {
  id: 'roll.scaledown-blocked',
  axis: 'rollout',
  severity: 'info',
  summary: 'Scaling down waits for a sick member that is to stay.',
  explanation:
    'With ordered pod management members go only while all that stay are ready.',
  source:
    'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#deployment-and-scaling-guarantees',
  needs: ['pods'],
  find(situation) {
    const { rollout } = situation;
    const sick =
      rollout.state === 'Blocked' && rollout.reason === 'ScaleDownBlocked'
        ? memberOf(situation, rollout.ordinal)
        : undefined;
    return sick?.pod
      ? [
          {
            ordinal: sick.ordinal,
            title: `Scaling down waits for ${sick.podName}, which is not ready.`,
            evidence: [
              evidenceOf(
                'Pod',
                sick.pod,
                ['status.conditions[Ready].status', 'False', 'True'],
                sick.since,
              ),
            ],
            remediation: [],
          },
        ]
      : [];
  },
};

const scaleUpBlocked: Rule = {
  id: 'roll.scaleup-blocked',
  axis: 'rollout',
  severity: 'info',
  summary: 'A member is not created before a sick one below it is ready.',
  explanation:
    'With ordered pod management each member is created only once all below it are ready.',
  source:
    'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#deployment-and-scaling-guarantees',
  needs: ['pods'],
  find({ set, ordinals, now }) {
    const next = ordinals.find(
      ({ wanted, state }) => wanted && state === 'missing',
    );
    const sick = ordinals.find(
      ordinal =>
        ordinal.pod &&
        !ordinal.available &&
        (levelOfMember(ordinal.state) === 'critical' ||
          isNotJustStarting(ordinal, now)),
    );
    return set.podManagementPolicy === 'OrderedReady' &&
      next &&
      sick &&
      sick.ordinal < next.ordinal
      ? [
          {
            ordinal: next.ordinal,
            title: `${next.podName} is created once ${sick.podName} is ready.`,
            evidence: [
              evidenceOf(
                'Pod',
                { namespace: set.namespace, name: next.podName },
                ['metadata.name', 'no pod', 'a pod'],
              ),
            ],
            remediation: [],
          },
        ]
      : [];
  },
};

const onDeletePending: Rule = {
  id: 'roll.ondelete-pending',
  axis: 'rollout',
  severity: 'warning',
  summary: 'Members run an old revision until somebody deletes their pods.',
  explanation:
    'The update strategy is OnDelete, so that the controller leaves running pods alone until somebody deletes them.',
  source:
    'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#update-strategies',
  needs: ['pods'],
  find(situation) {
    const { set, ordinals } = situation;
    const old = ordinals.filter(
      ({ pod, wanted, onUpdateRevision }) => wanted && pod && !onUpdateRevision,
    );
    const next = old.at(-1);
    return set.updateStrategy.type === 'OnDelete' && next
      ? [
          {
            title: `${partRuns(old.length, set.replicas, 'still ')} an old revision: this set updates a member only when its pod is deleted.`,
            evidence: old.map(ordinal =>
              revisionEvidence(situation, { ...ordinal, since: undefined }),
            ),
            remediation: [
              step(
                `Delete one pod at a time, highest ordinal first, and wait until it is ready again. Start with ${next.podName}.`,
                {
                  command: `kubectl delete pod ${next.podName} --namespace ${set.namespace}`,
                  danger: 'disruptive',
                  precheck: 'All members are ready.',
                },
              ),
            ],
          },
        ]
      : [];
  },
};

const partitionOver: Rule = {
  id: 'roll.partition-over',
  axis: 'rollout',
  severity: 'warning',
  summary:
    'A partition above the members keeps the new revision from all of them.',
  explanation:
    'An update reaches only ordinals at or above the partition. Tools that look at the status alone call this complete.',
  source:
    'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#partitions',
  needs: [],
  find({ set }) {
    const { updateStrategy, replicas, status } = set;
    if (updateStrategy.type !== 'RollingUpdate') {
      return [];
    }
    const { partition } = updateStrategy;
    return onSet(
      replicas > 0 &&
        partition >= replicas &&
        status.currentRevision !== status.updateRevision,
      () => ({
        title: `Partition ${partition} is not below the ${replicas} members, so revision ${shortRevision(status.updateRevision)} reaches none of them.`,
        evidence: [
          evidenceOf('StatefulSet', set, [
            'spec.updateStrategy.rollingUpdate.partition',
            String(partition),
            `below ${replicas}`,
          ]),
        ],
        remediation: [
          step(
            `Lower the partition to ${replicas - 1} to update one member first.`,
            {
              command: patchCommand('statefulset', set, {
                spec: {
                  updateStrategy: {
                    rollingUpdate: { partition: replicas - 1 },
                  },
                },
              }),
              danger: 'disruptive',
              precheck:
                'All members are ready. If a GitOps tool owns the set, change the partition there.',
            },
          ),
        ],
      }),
    );
  },
};

/** What a change waits for that does not come by itself. */
export const waitingRules: readonly Rule[] = [
  predecessor,
  scaleDownBlocked,
  scaleUpBlocked,
  onDeletePending,
  partitionOver,
];
