import { assessAvailability } from '../assessment/availability/assessAvailability';
import { isNotJustStarting } from '../assessment/judgeMember';
import { Ordinal } from '../assessment/ordinal';
import { resolveMaxUnavailable } from '../assessment/rollout/updateBudget';
import { behaves } from '../kubernetes/versions';
import { isProduction } from './context';
import { onSet } from './each';
import { evidenceOf } from './evidence';
import { Rule } from './rule';
import { patchCommand, step } from './steps';

const source =
  'https://etcd.io/docs/latest/faq/ (failure tolerance of a majority)';

const quorumLost: Rule = {
  id: 'ha.quorum-lost',
  axis: 'availability',
  severity: 'critical',
  summary: 'Fewer members are ready than writing needs.',
  explanation:
    'The members decide by majority. Without one they accept no change, so that they never disagree.',
  source,
  needs: ['pods'],
  find(situation) {
    const { state, ready, replicas, quorum } = assessAvailability(situation);
    return onSet(
      quorum !== undefined && ready < quorum && state !== 'Starting',
      () => ({
        title: `Writes are refused: ${ready} of ${replicas} members are ready, ${quorum} are needed.`,
        evidence: [
          evidenceOf('StatefulSet', situation.set, [
            'ready members, counted from the pods',
            String(ready),
            `at least ${quorum}`,
          ]),
        ],
        remediation: [
          step(
            'Bring back one of the missing members before anything else, and restart none that is ready.',
          ),
        ],
      }),
    );
  },
};

/** A member that is being replaced is back in a moment; one that does not come back by itself is stuck. */
function isStuck(ordinal: Ordinal, now: number): boolean {
  return (
    ['failing', 'lost', 'conflict'].includes(ordinal.state) ||
    isNotJustStarting(ordinal, now)
  );
}

const quorumEdge: Rule = {
  id: 'ha.quorum-edge',
  axis: 'availability',
  severity: 'error',
  summary: 'One more failure stops the service.',
  explanation: 'The members decide by majority, and none is left to spare.',
  source,
  needs: ['pods'],
  find(situation) {
    const { state, ready, replicas, quorum } = assessAvailability(situation);
    const missing = situation.ordinals.filter(
      ({ wanted, available }) => wanted && !available,
    );
    const stuck = missing.some(ordinal => isStuck(ordinal, situation.now));
    return onSet(
      quorum === ready && replicas >= 3 && state === 'AtRisk' && stuck,
      () => ({
        title: `One more failure stops the service: ${ready} of ${replicas} members are ready, and ${quorum} are needed to write.`,
        evidence: [
          evidenceOf('StatefulSet', situation.set, [
            'ready members, counted from the pods',
            String(ready),
            `more than ${quorum}`,
          ]),
        ],
        remediation: [
          step(
            `Bring back ${missing[0]?.podName ?? 'the missing member'} before anything is restarted or drained.`,
          ),
        ],
      }),
    );
  },
};

const evenMembers: Rule = {
  id: 'ha.even-members',
  axis: 'risk',
  severity: 'warning',
  summary: 'A service that decides by majority has an even number of members.',
  explanation:
    'It survives no more failures than with one member less, and has one more that can fail.',
  source,
  needs: [],
  find: ({ set, quorum }) =>
    onSet(
      quorum !== undefined && set.replicas >= 2 && set.replicas % 2 === 0,
      () => ({
        title: `${set.name} has ${set.replicas} members and survives no more failures than with ${set.replicas - 1}.`,
        evidence: [
          evidenceOf('StatefulSet', set, [
            'spec.replicas',
            String(set.replicas),
            `${set.replicas - 1} or ${set.replicas + 1}`,
          ]),
        ],
        remediation: [
          step(
            `Go on with ${set.replicas + 1} members, or take one out by the means of the service and scale to ${set.replicas - 1}.`,
            { danger: 'disruptive', precheck: 'All members are ready.' },
          ),
        ],
      }),
    ),
};

const singleReplica: Rule = {
  id: 'ha.single-replica',
  axis: 'risk',
  severity: 'warning',
  summary: 'A production service has one member.',
  explanation:
    'Each restart and each drain of its node is an outage. Only sets that are labelled as production are asked about.',
  source: 'https://kubernetes.io/docs/tasks/run-application/configure-pdb/',
  needs: [],
  find: ({ set }) =>
    onSet(set.replicas === 1 && isProduction(set), () => ({
      title: `${set.name} serves production with one member: each restart is an outage.`,
      evidence: [
        evidenceOf('StatefulSet', set, ['spec.replicas', '1', '2 or more']),
      ],
      remediation: [
        step('Run it with replication, or agree on when it may be away.'),
      ],
    })),
};

const nodeConcentration: Rule = {
  id: 'ha.node-concentration',
  axis: 'risk',
  severity: 'warning',
  summary: 'Several members run on one node.',
  explanation: 'The loss or drain of that node takes them all at once.',
  source:
    'https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/',
  needs: ['pods'],
  find({ set, ordinals, quorum }) {
    const nodes = new Map<string, Ordinal[]>();
    for (const ordinal of ordinals) {
      const name = ordinal.pod?.nodeName;
      if (name && ordinal.wanted) {
        nodes.set(name, [...(nodes.get(name) ?? []), ordinal]);
      }
    }
    return [...nodes].flatMap(([node, members]) =>
      members.length < 2
        ? []
        : {
            severity:
              quorum !== undefined && members.length > set.replicas - quorum
                ? ('error' as const)
                : ('warning' as const),
            title: `${members.map(({ podName }) => podName).join(', ')} run on one node, ${node}.`,
            evidence: members.map(({ pod, podName }) =>
              evidenceOf(
                'Pod',
                { namespace: set.namespace, name: pod?.name ?? podName },
                ['spec.nodeName', node, 'a node of its own'],
              ),
            ),
            remediation: [
              step(
                'Require the members to keep apart by kubernetes.io/hostname in the template, then restart one of them.',
                {
                  danger: 'disruptive',
                  precheck: 'Another node has room, and can reach the volume.',
                },
              ),
            ],
          },
    );
  },
};

const noAntiAffinity: Rule = {
  id: 'ha.no-antiaffinity',
  axis: 'risk',
  severity: 'info',
  summary: 'Nothing keeps members from sharing a node.',
  explanation:
    'The scheduler spreads them by default as far as it can, and promises nothing.',
  source:
    'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity',
  needs: [],
  find: ({ set }) =>
    onSet(
      set.replicas > 1 &&
        set.template.containers.length > 0 &&
        !set.template.spreadKeys.includes('kubernetes.io/hostname'),
      () => ({
        title: `Nothing keeps the members of ${set.name} from sharing a node.`,
        evidence: [
          evidenceOf('StatefulSet', set, [
            'spec.template.spec.affinity.podAntiAffinity',
            'none by kubernetes.io/hostname',
            'one',
          ]),
        ],
        remediation: [
          step(
            'Add anti-affinity or a topology spread constraint by kubernetes.io/hostname to the template.',
            {
              danger: 'disruptive',
              precheck: 'There are at least as many nodes as members.',
            },
          ),
        ],
      }),
    ),
};

const maxUnavailableQuorum: Rule = {
  id: 'maxunavail.quorum',
  axis: 'risk',
  severity: 'warning',
  summary: 'An update may take away so many members that no majority is left.',
  explanation: 'maxUnavailable lets several members restart at once.',
  source:
    'KEP-961, https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#maximum-unavailable-pods',
  needs: [],
  find({ set, quorum, observation }) {
    const { updateStrategy, replicas } = set;
    if (
      quorum === undefined ||
      updateStrategy.type !== 'RollingUpdate' ||
      updateStrategy.maxUnavailable === undefined
    ) {
      return [];
    }
    const away = resolveMaxUnavailable(updateStrategy.maxUnavailable, replicas);
    const respected =
      behaves('maxUnavailable', observation.serverVersion) !== false;
    const tolerated = replicas - quorum;
    return onSet(
      respected && replicas > 1 && away > Math.max(1, tolerated),
      () => ({
        title: `An update may take ${away} of ${replicas} members away at once, and ${quorum} are needed to write.`,
        evidence: [
          evidenceOf('StatefulSet', set, [
            'spec.updateStrategy.rollingUpdate.maxUnavailable',
            String(updateStrategy.maxUnavailable),
            `at most ${Math.max(1, tolerated)}`,
          ]),
        ],
        remediation: [
          step('Let one member restart at a time.', {
            command: patchCommand('statefulset', set, {
              spec: {
                updateStrategy: { rollingUpdate: { maxUnavailable: 1 } },
              },
            }),
          }),
        ],
      }),
    );
  },
};

/** What the number and the places of the members mean for the service. */
export const availabilityRules: readonly Rule[] = [
  quorumLost,
  quorumEdge,
  nodeConcentration,
  evenMembers,
  singleReplica,
  maxUnavailableQuorum,
  noAntiAffinity,
];
