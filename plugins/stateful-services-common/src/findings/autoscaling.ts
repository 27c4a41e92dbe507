import { byName, readOrEmpty, Situation } from '../assessment/situation';
import { HorizontalPodAutoscalerRecord } from '../kubernetes/horizontalPodAutoscaler';
import { evidenceOf } from './evidence';
import { Rule } from './rule';
import { describeCommand, step } from './steps';

const source =
  'https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/';

function autoscalersOf({ observation, set }: Situation) {
  return readOrEmpty(observation.horizontalPodAutoscalers)
    .filter(
      ({ target, namespace }) =>
        target.kind === 'StatefulSet' &&
        target.name === set.name &&
        namespace === set.namespace,
    )
    .sort(byName);
}

/** True when it may leave too few members for a majority of those that were, or an even number of them. */
function endangersMajority(
  { minReplicas, maxReplicas }: HorizontalPodAutoscalerRecord,
  { quorum }: Situation,
): boolean {
  return (
    quorum !== undefined &&
    (minReplicas < quorum || minReplicas % 2 !== maxReplicas % 2)
  );
}

const onStatefulSet: Rule = {
  id: 'hpa.on-sts',
  axis: 'risk',
  severity: 'warning',
  summary: 'An autoscaler changes how many members a set has.',
  explanation:
    'Members of a service with data have to be filled, balanced or taken out of a vote when their number changes, and leave claims behind. An autoscaler does none of it.',
  source,
  needs: ['horizontalPodAutoscalers'],
  find: situation =>
    autoscalersOf(situation).map(autoscaler => {
      const { name, minReplicas, maxReplicas } = autoscaler;
      return {
        severity: endangersMajority(autoscaler, situation)
          ? 'error'
          : 'warning',
        title: `The autoscaler ${name} gives ${situation.set.name} between ${minReplicas} and ${maxReplicas} members.`,
        evidence: [
          evidenceOf('HorizontalPodAutoscaler', autoscaler, [
            'spec.scaleTargetRef.name',
            situation.set.name,
            'a workload without data of its own',
          ]),
        ],
        remediation: [
          step(
            'Fix the number of members, or leave scaling to an operator that knows the service.',
            { command: describeCommand('horizontalpodautoscaler', autoscaler) },
          ),
        ],
      };
    }),
};

const versusSpec: Rule = {
  id: 'hpa.vs-spec',
  axis: 'risk',
  severity: 'warning',
  summary: 'An autoscaler and a manifest disagree about the number of members.',
  explanation:
    'Each time the manifest is applied it sets its own number, and the autoscaler changes it again.',
  source: `${source}#migrating-deployments-and-statefulsets-to-horizontal-autoscaling`,
  needs: ['horizontalPodAutoscalers'],
  find: situation => {
    const { set } = situation;
    const owner = set.replicasAppliedBy;
    return owner
      ? autoscalersOf(situation).map(({ name }) => ({
          title: `${owner} sets the replicas of ${set.name}, which the autoscaler ${name} changes.`,
          evidence: [
            evidenceOf('StatefulSet', set, [
              'spec.replicas',
              `applied by ${owner}`,
              'left to the autoscaler',
            ]),
          ],
          remediation: [
            step(
              'Take replicas out of the manifest, and apply it in a way that leaves the number as it is.',
            ),
          ],
        }))
      : [];
  },
};

/** Who else decides how many members there are. */
export const autoscalingRules: readonly Rule[] = [onStatefulSet, versusSpec];
