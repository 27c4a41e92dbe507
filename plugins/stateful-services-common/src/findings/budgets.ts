import { Situation } from '../assessment/situation';
import { PodDisruptionBudgetRecord } from '../kubernetes/podDisruptionBudget';
import { onSet } from './each';
import { evidenceOf } from './evidence';
import { hasSickMember } from './rolloutMember';
import { Rule, RuleFinding } from './rule';
import { describeCommand, patchCommand, step } from './steps';

const source =
  'https://kubernetes.io/docs/tasks/run-application/configure-pdb/';

type Budget = PodDisruptionBudgetRecord;

function eachBudget(
  situation: Situation,
  describe: (budget: Budget) => RuleFinding | undefined,
): readonly RuleFinding[] {
  return situation.budgets.flatMap(budget => describe(budget) ?? []);
}

/** A number or a share of the members, rounded up as the disruption controller does. */
function resolve(amount: number | string, replicas: number): number {
  return typeof amount === 'string' && amount.endsWith('%')
    ? Math.ceil((Number(amount.slice(0, -1)) / 100) * replicas)
    : Number(amount);
}

/** How many members the budget lets go at once when all are healthy. */
function tolerated(
  { minAvailable, maxUnavailable }: Budget,
  replicas: number,
): number {
  return maxUnavailable !== undefined
    ? resolve(maxUnavailable, replicas)
    : replicas - resolve(minAvailable ?? 1, replicas);
}

const allowOne = (budget: Budget) =>
  step('Let one member go at a time.', {
    command: patchCommand('poddisruptionbudget', budget, {
      spec: { minAvailable: null, maxUnavailable: 1 },
    }),
  });

const none: Rule = {
  id: 'pdb.none',
  axis: 'risk',
  severity: 'warning',
  summary: 'No PodDisruptionBudget covers the members.',
  explanation:
    'A budget makes node maintenance wait until the members that it took are back.',
  source,
  needs: ['podDisruptionBudgets'],
  find: situation =>
    onSet(
      situation.set.replicas >= 2 && situation.budgets.length === 0,
      () => ({
        title: `A drain of nodes may take all members of ${situation.set.name} at once: no PodDisruptionBudget covers them.`,
        evidence: [
          evidenceOf('StatefulSet', situation.set, [
            'PodDisruptionBudgets that select spec.template.metadata.labels',
            'none',
            'one with maxUnavailable 1',
          ]),
        ],
        remediation: [
          step(
            'Add a PodDisruptionBudget with maxUnavailable 1 for the labels of the pods.',
          ),
        ],
      }),
    ),
};

const blocked: Rule = {
  id: 'pdb.blocked',
  axis: 'risk',
  severity: 'warning',
  summary: 'The budget never lets a member go, so that drains hang.',
  explanation:
    'All members are healthy, and still none may be evicted: nodes cannot be maintained.',
  source,
  needs: ['podDisruptionBudgets'],
  find: situation =>
    eachBudget(situation, budget =>
      situation.set.replicas > 0 &&
      tolerated(budget, situation.set.replicas) <= 0
        ? {
            title: `The budget ${budget.name} never lets a member of ${situation.set.name} go, so that drains of nodes hang.`,
            evidence: [
              budget.maxUnavailable !== undefined
                ? evidenceOf('PodDisruptionBudget', budget, [
                    'spec.maxUnavailable',
                    String(budget.maxUnavailable),
                    '1',
                  ])
                : evidenceOf('PodDisruptionBudget', budget, [
                    'spec.minAvailable',
                    String(budget.minAvailable ?? 1),
                    `below ${situation.set.replicas}`,
                  ]),
            ],
            remediation: [allowOne(budget)],
          }
        : undefined,
    ),
};

const insufficient: Rule = {
  id: 'pdb.insufficient',
  axis: 'risk',
  severity: 'warning',
  summary: 'Unhealthy members use up the budget.',
  explanation:
    'No member may be evicted until the unhealthy ones are back, not even an unhealthy one.',
  source:
    'https://kubernetes.io/docs/tasks/run-application/configure-pdb/#unhealthy-pod-eviction-policy',
  needs: ['pods', 'podDisruptionBudgets'],
  find: situation =>
    eachBudget(situation, budget =>
      budget.observed &&
      !budget.evictsUnhealthy &&
      budget.expectedPods > 0 &&
      budget.currentHealthy < budget.desiredHealthy &&
      hasSickMember(situation)
        ? {
            title: `No member may be evicted: ${budget.currentHealthy} are healthy, the budget ${budget.name} wants ${budget.desiredHealthy}.`,
            evidence: [
              evidenceOf('PodDisruptionBudget', budget, [
                'status.currentHealthy',
                String(budget.currentHealthy),
                `at least ${budget.desiredHealthy}`,
              ]),
            ],
            remediation: [
              step(
                'Repair the members. Let unhealthy ones be evicted, so that a drain can move them.',
                {
                  command: patchCommand('poddisruptionbudget', budget, {
                    spec: { unhealthyPodEvictionPolicy: 'AlwaysAllow' },
                  }),
                },
              ),
            ],
          }
        : undefined,
    ),
};

const syncFailed: Rule = {
  id: 'pdb.sync-failed',
  axis: 'risk',
  severity: 'warning',
  summary: 'The cluster cannot compute the budget.',
  explanation: 'Until it can, nothing that the budget selects may be evicted.',
  source,
  needs: ['podDisruptionBudgets'],
  find: situation =>
    eachBudget(situation, budget =>
      budget.reason === 'SyncFailed'
        ? {
            title: `The budget ${budget.name} cannot be computed${budget.message ? `: ${budget.message}` : ''}.`,
            evidence: [
              evidenceOf('PodDisruptionBudget', budget, [
                'status.conditions[DisruptionAllowed].reason',
                'SyncFailed',
                'SufficientPods',
              ]),
            ],
            remediation: [
              step(
                'Correct its selector, so that it selects pods of this set only.',
                { command: describeCommand('poddisruptionbudget', budget) },
              ),
            ],
          }
        : undefined,
    ),
};

const multiple: Rule = {
  id: 'pdb.multiple',
  axis: 'risk',
  severity: 'error',
  summary: 'Several budgets select the same pods, so that evictions fail.',
  explanation:
    'The eviction API answers with an error when more than one budget selects a pod: drains never end.',
  source: 'kubernetes/kubernetes pkg/registry/core/pod/storage/eviction.go',
  needs: ['podDisruptionBudgets'],
  find(situation) {
    const budgets = situation.budgets;
    return onSet(budgets.length > 1 && situation.set.replicas > 0, () => ({
      title: `Drains of nodes fail: the budgets ${budgets
        .map(({ name }) => name)
        .sort()
        .join(' and ')} select the same pods.`,
      evidence: budgets.map(budget =>
        evidenceOf('PodDisruptionBudget', budget, [
          'spec.selector',
          `selects the pods of ${situation.set.name}`,
          'only one budget does',
        ]),
      ),
      remediation: [
        step('Leave one of them, with maxUnavailable 1.', {
          command: `kubectl get poddisruptionbudget --namespace ${situation.set.namespace}`,
        }),
      ],
    }));
  },
};

const quorumUnsafe: Rule = {
  id: 'pdb.quorum-unsafe',
  axis: 'risk',
  severity: 'warning',
  summary: 'The budget lets so many members go that no majority is left.',
  explanation:
    'A drain of several nodes may stop all writes although a budget is there.',
  source,
  needs: ['podDisruptionBudgets'],
  find: situation =>
    eachBudget(situation, budget => {
      const { set, quorum } = situation;
      const away = tolerated(budget, set.replicas);
      return quorum !== undefined &&
        set.replicas > 1 &&
        away > Math.max(1, set.replicas - quorum)
        ? {
            title: `The budget ${budget.name} lets ${away} of ${set.replicas} members go, and ${quorum} are needed to write.`,
            evidence: [
              budget.maxUnavailable !== undefined
                ? evidenceOf('PodDisruptionBudget', budget, [
                    'spec.maxUnavailable',
                    String(budget.maxUnavailable),
                    `at most ${set.replicas - quorum}`,
                  ])
                : evidenceOf('PodDisruptionBudget', budget, [
                    'spec.minAvailable',
                    String(budget.minAvailable ?? 1),
                    `at least ${quorum}`,
                  ]),
            ],
            remediation: [allowOne(budget)],
          }
        : undefined;
    }),
};

const stale: Rule = {
  id: 'pdb.stale',
  axis: 'risk',
  severity: 'info',
  summary: 'The numbers of the budget speak of an older specification.',
  explanation:
    'The cluster has not looked at the latest change of the budget yet.',
  source,
  needs: ['podDisruptionBudgets'],
  find: situation =>
    eachBudget(situation, budget =>
      budget.observed
        ? undefined
        : {
            title: `The budget ${budget.name} has been changed, and its numbers are not computed yet.`,
            evidence: [
              evidenceOf('PodDisruptionBudget', budget, [
                'status.observedGeneration',
                'older',
                'metadata.generation',
              ]),
            ],
            remediation: [],
          },
    ),
};

/** Whether maintenance of nodes is safe for the members, and possible. */
export const budgetRules: readonly Rule[] = [
  multiple,
  syncFailed,
  insufficient,
  blocked,
  quorumUnsafe,
  none,
  stale,
];
