import { ClusterObject, FaultyCluster } from './cluster';
import { Fault } from './fault';

function selects({ spec }: ClusterObject, { set }: FaultyCluster): boolean {
  const { matchLabels } = spec.selector as { matchLabels: object };
  const { template } = set.spec as {
    template: { metadata: { labels: Record<string, string> } };
  };
  return Object.entries(matchLabels).every(
    ([key, value]) => template.metadata.labels[key] === value,
  );
}

const budgetOf = (cluster: FaultyCluster) =>
  cluster.replicas >= 2
    ? cluster.objects.find(
        object =>
          object.kind === 'PodDisruptionBudget' && selects(object, cluster),
      )
    : undefined;

const governing = (cluster: FaultyCluster) =>
  cluster.replicas > 0
    ? cluster.named('Service', String(cluster.set.spec.serviceName))
    : undefined;

/** What goes wrong around the set: its Service and its budget. */
export const surroundingFaults: readonly Fault[] = [
  {
    name: 'the governing Service is gone',
    rule: 'svc.missing',
    inject: cluster =>
      governing(cluster) && cluster.without(governing(cluster)),
  },
  {
    name: 'the governing Service selects others',
    rule: 'svc.selector-mismatch',
    inject: cluster =>
      governing(cluster) &&
      cluster.change(governing(cluster), { spec: { selector: { app: 'other' } } }),
  },
  {
    name: 'the governing Service has an address',
    rule: 'svc.not-headless',
    inject: cluster =>
      governing(cluster) &&
      cluster.change(governing(cluster), { spec: { clusterIP: '10.0.0.7' } }),
  },
  {
    name: 'there is no budget',
    rule: 'pdb.none',
    inject: cluster => budgetOf(cluster) && cluster.without(budgetOf(cluster)),
  },
  {
    name: 'the budget lets no member go',
    rule: 'pdb.blocked',
    inject: cluster =>
      budgetOf(cluster) &&
      cluster.change(budgetOf(cluster), {
        spec: { minAvailable: undefined, maxUnavailable: 0 },
      }),
  },
  {
    name: 'two budgets select the same pods',
    rule: 'pdb.multiple',
    inject: cluster => {
      const budget = budgetOf(cluster);
      return (
        budget &&
        cluster.with({
          ...budget,
          metadata: { ...budget.metadata, name: 'second', uid: 'uid-second' },
        })
      );
    },
  },
];
