import { lastTransition } from '../assessment/rollout/stall';
import { shortRevision } from '../wording/revision';
import { onSet } from './each';
import { evidenceOf } from './evidence';
import { Rule } from './rule';
import { describeCommand, patchCommand, step } from './steps';

const QUIET_MS = 60_000;

/** A stage that is left for longer has probably been forgotten. */
const LONG_STAGE_MS = 7 * 86_400_000;

const partitionHold: Rule = {
  id: 'roll.partition-hold',
  axis: 'rollout',
  severity: 'info',
  summary: 'The partition holds members back on purpose.',
  explanation:
    'The update has reached the members above the partition. The others follow when it is lowered.',
  source:
    'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#partitions',
  needs: ['pods'],
  find(situation) {
    const { rollout, set, now } = situation;
    if (rollout.state !== 'Staged') {
      return [];
    }
    const next = Math.max(0, rollout.partition - 1);
    const ageMs = now - Date.parse(set.changedAt ?? '');
    return [
      {
        severity: ageMs > LONG_STAGE_MS ? 'warning' : 'info',
        title: `${rollout.held} of ${set.replicas} members are held back by partition ${rollout.partition}.`,
        evidence: [
          evidenceOf('StatefulSet', set, [
            'spec.updateStrategy.rollingUpdate.partition',
            String(rollout.partition),
            '0 once the stage has proved good',
          ]),
        ],
        remediation: [
          step(`Lower the partition to ${next} to update one more member.`, {
            command: patchCommand('statefulset', set, {
              spec: { updateStrategy: { rollingUpdate: { partition: next } } },
            }),
            danger: 'disruptive',
            precheck:
              'All members are ready. If a GitOps tool owns the set, change the partition there.',
          }),
        ],
      },
    ];
  },
};

const recreateDown: Rule = {
  id: 'roll.recreate-down',
  axis: 'rollout',
  severity: 'info',
  summary: 'All members are replaced at once, as the strategy Recreate says.',
  explanation: 'The service is away until the new pods are ready.',
  source: 'KEP-3541 (alpha in 1.37)',
  needs: ['pods'],
  find(situation) {
    const { set } = situation;
    const { rollout } = situation;
    return onSet(rollout.state === 'Recreating', () => ({
      title: `${set.name} is away while all its members are replaced.`,
      evidence: [
        evidenceOf('StatefulSet', set, [
          'spec.updateStrategy.type',
          'Recreate',
          'RollingUpdate, to stay up',
        ]),
      ],
      remediation: [],
    }));
  },
};

const minReadyWait: Rule = {
  id: 'roll.min-ready-wait',
  axis: 'rollout',
  severity: 'info',
  summary: 'Members are ready and must stay so for a while.',
  explanation:
    'minReadySeconds lets the controller go on only after a member has been ready for that long.',
  source:
    'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#minimum-ready-seconds',
  needs: ['pods'],
  find(situation) {
    const { set, ordinals } = situation;
    const waiting = ordinals.filter(
      ({ state, wanted }) => state === 'settling' && wanted,
    ).length;
    return onSet(waiting > 0, () => ({
      title: `${waiting} of ${set.replicas} members have to stay ready for ${set.minReadySeconds} s.`,
      evidence: [
        evidenceOf('StatefulSet', set, [
          'available members, counted from the pods',
          String(set.replicas - waiting),
          String(set.replicas),
        ]),
      ],
      remediation: [],
    }));
  },
};

const revisionMix: Rule = {
  id: 'roll.revision-mix',
  axis: 'rollout',
  severity: 'warning',
  summary: 'Members run three or more revisions.',
  explanation:
    'A rollout was begun before the last one had ended. Which versions must get along is hard to say.',
  source:
    'kubernetes/kubernetes pkg/controller/statefulset/stateful_set_control.go',
  needs: ['pods'],
  find({ set, ordinals }) {
    const revisions = new Set(
      ordinals.flatMap(({ pod, wanted }) =>
        wanted && pod?.revision ? pod.revision : [],
      ),
    );
    return onSet(revisions.size >= 3, () => ({
      title: `The members of ${set.name} run ${revisions.size} revisions: ${[...revisions].map(shortRevision).sort().join(', ')}.`,
      evidence: ordinals.flatMap(({ pod }) =>
        pod
          ? [
              evidenceOf('Pod', pod, [
                'metadata.labels[controller-revision-hash]',
                pod.revision ?? '',
                set.status.updateRevision,
              ]),
            ]
          : [],
      ),
      remediation: [
        step(
          'Finish one rollout before the next: lower the partition, or go back to one revision.',
          { danger: 'disruptive', precheck: 'All members are ready.' },
        ),
      ],
    }));
  },
};

const statusMismatch: Rule = {
  id: 'roll.status-mismatch',
  axis: 'rollout',
  severity: 'info',
  summary: 'The status of the set disagrees with its pods.',
  explanation:
    'The controller lags, or counts wrong. This judgement counts the pods; tools that read the status are misled.',
  source: 'kubernetes/kubernetes#75498, #120732, #121397',
  needs: ['pods'],
  find(situation) {
    const { set, ordinals, now } = situation;
    const quietSince = () =>
      Math.max(
        lastTransition(situation) ?? now,
        Date.parse(set.changedAt ?? set.creationTimestamp),
      );
    // The controller counts a ready pod until it has gone.
    const ready = ordinals.filter(({ pod }) => pod?.ready).length;
    const counted = set.status.readyReplicas;
    return onSet(
      set.status.observedGeneration >= set.generation &&
        counted !== ready &&
        ordinals.every(({ pod }) => pod) &&
        now - quietSince() > QUIET_MS,
      () => ({
        title: `The status of ${set.name} counts ${counted} ready members, and ${ready} are.`,
        evidence: [
          evidenceOf('StatefulSet', set, [
            'status.readyReplicas',
            String(counted),
            String(ready),
          ]),
        ],
        remediation: [
          step('Trust the pods. See whether the controller manager keeps up.', {
            command: describeCommand('statefulset', set),
          }),
        ],
      }),
    );
  },
};

/** What is worth knowing about a change that goes on. */
export const progressRules: readonly Rule[] = [
  partitionHold,
  recreateDown,
  minReadyWait,
  revisionMix,
  statusMismatch,
];
