import { MetricsService } from '@backstage/backend-plugin-api/alpha';
import {
  ResourceName,
  watchedResources,
} from 'backstage-plugin-stateful-services-common';
import { ClusterInventory } from '../inventory/clusterInventory';
import { Inventory } from '../inventory/inventory';
import { AssessmentCache } from '../reports/assessmentCache';
import { WatchStatistics } from '../watching/watchStatistics';

/** No set, namespace or entity is a label: their number has no bound. */
type Labels = {
  readonly cluster: string;
  readonly resource: string;
};

interface Measurement {
  readonly kind: 'gauge' | 'counter';
  readonly name: string;
  readonly unit: string;
  readonly description: string;
  /** Undefined when there is nothing to measure yet. */
  readonly measure: (
    cluster: ClusterInventory,
    resource: ResourceName,
    now: number,
  ) => number | undefined;
}

function sumOf(count: (statistics: WatchStatistics) => number) {
  return ({ readings }: ClusterInventory, resource: ResourceName) =>
    readings
      .of(resource)
      .reduce((total, { statistics }) => total + count(statistics), 0);
}

const MEASUREMENTS: readonly Measurement[] = [
  {
    kind: 'gauge',
    name: 'stateful_services.sync.age',
    unit: 's',
    description:
      'Time since the cluster was last heard of the resource; of the namespace that is silent longest, where they are read one by one',
    measure: ({ readings }, resource, now) => {
      const heard = readings
        .of(resource)
        .flatMap(({ statistics }) => statistics.heardAt ?? []);
      return heard.length > 0 ? (now - Math.min(...heard)) / 1000 : undefined;
    },
  },
  {
    kind: 'gauge',
    name: 'stateful_services.sync.complete',
    unit: '1',
    description: '1 while the resource is read completely, else 0',
    measure: ({ readings }, resource) =>
      Number(
        readings.of(resource).every(({ state }) => state.state === 'synced'),
      ),
  },
  {
    kind: 'gauge',
    name: 'stateful_services.inventory.objects',
    unit: '{object}',
    description: 'Objects of the resource that are known',
    measure: (cluster, resource) => cluster.countObjects(resource),
  },
  {
    kind: 'counter',
    name: 'stateful_services.watch.events',
    unit: '{event}',
    description: 'Objects added, changed and removed, those of lists included',
    measure: sumOf(({ events }) => events),
  },
  {
    kind: 'counter',
    name: 'stateful_services.watch.received',
    unit: 'By',
    description: 'Bytes of the answers that were read',
    measure: sumOf(({ receivedBytes }) => receivedBytes),
  },
  {
    kind: 'counter',
    name: 'stateful_services.watch.restarts',
    unit: '{restart}',
    description: 'Watches that were opened again, for whatever reason',
    measure: sumOf(({ restarts }) => restarts),
  },
];

const JUDGEMENT_BUCKETS_SECONDS = [
  0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1,
];

/** Measures how clusters are read and how long judging takes. Nothing but the latter is done before somebody collects. */
export function registerMetrics(options: {
  readonly metrics: MetricsService;
  readonly inventory: Inventory;
  readonly assessments: AssessmentCache;
  readonly now: () => number;
}): void {
  const { metrics, inventory, assessments, now } = options;
  for (const { kind, name, measure, ...description } of MEASUREMENTS) {
    const instrument =
      kind === 'gauge'
        ? metrics.createObservableGauge<Labels>(name, description)
        : metrics.createObservableCounter<Labels>(name, description);
    instrument.addCallback(result => {
      for (const cluster of inventory.clusters) {
        for (const { name: resource } of Object.values(watchedResources)) {
          const value = measure(cluster, resource, now());
          if (value !== undefined) {
            result.observe(value, { cluster: cluster.name, resource });
          }
        }
      }
    });
  }
  const duration = metrics.createHistogram(
    'stateful_services.assess.duration',
    {
      description: 'Time that judging one set took',
      unit: 's',
      advice: { explicitBucketBoundaries: JUDGEMENT_BUCKETS_SECONDS },
    },
  );
  assessments.onJudged(seconds => duration.record(seconds));
}
