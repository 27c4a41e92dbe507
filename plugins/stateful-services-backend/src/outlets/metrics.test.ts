import { mockServices } from '@backstage/backend-test-utils';
import { MeterProvider, MetricReader } from '@opentelemetry/sdk-metrics';
import { fillInventory } from '../__testUtils__/filledInventory';
import { rawPod, rawStatefulSet } from '../__testUtils__/objects';
import { AssessmentCache } from '../reports/assessmentCache';
import { registerMetrics } from './metrics';

const NOW = Date.parse('2026-11-20T12:00:00Z');

class Reader extends MetricReader {
  protected async onShutdown() {}
  protected async onForceFlush() {}
}

let reader: Reader;
let provider: MeterProvider;

const inventory = fillInventory(NOW, {
  statefulsets: [rawStatefulSet('cart')],
  pods: [rawPod('cart', 0), rawPod('cart', 1)],
});
const [east] = inventory.clusters;
const assessments = new AssessmentCache(
  inventory,
  () => NOW,
  mockServices.logger.mock(),
);

/** What is measured of the pods of each cluster, by the name of the metric. */
async function collectPods() {
  const { resourceMetrics } = await reader.collect();
  return Object.fromEntries(
    resourceMetrics.scopeMetrics.flatMap(({ metrics }) =>
      metrics.map(({ descriptor, dataPoints }) => [
        descriptor.name,
        Object.fromEntries(
          dataPoints
            .filter(({ attributes }) => attributes.resource === 'pods')
            .map(({ attributes, value }) => [attributes.cluster, value]),
        ),
      ]),
    ),
  );
}

beforeAll(() => {
  reader = new Reader();
  provider = new MeterProvider({ readers: [reader] });
  registerMetrics({
    metrics: provider.getMeter('test'),
    inventory,
    assessments,
    now: () => NOW,
  });
});

afterAll(() => provider.shutdown());

it('measures how each resource of each cluster is read', async () => {
  const statistics = east?.sink('pods').statistics;
  Object.assign(statistics ?? {}, {
    heardAt: NOW - 12_000,
    events: 7,
    receivedBytes: 4_096,
    restarts: 3,
  });
  expect(await collectPods()).toMatchObject({
    // Nothing has been heard of the other cluster.
    'stateful_services.sync.age': { east: 12 },
    'stateful_services.sync.complete': { east: 1, west: 0 },
    'stateful_services.inventory.objects': { east: 2, west: 0 },
    'stateful_services.watch.events': { east: 7, west: 0 },
    'stateful_services.watch.received': { east: 4_096, west: 0 },
    'stateful_services.watch.restarts': { east: 3, west: 0 },
  });
});

it('measures each judgement, and none that is kept', async () => {
  const set = east?.tables.statefulsets.get('shop/cart');
  if (!east || !set) {
    throw new Error('The set should be there');
  }
  assessments.assess(east, set);
  assessments.assess(east, set);
  const { resourceMetrics } = await reader.collect();
  const duration = resourceMetrics.scopeMetrics
    .flatMap(({ metrics }) => metrics)
    .find(
      ({ descriptor }) =>
        descriptor.name === 'stateful_services.assess.duration',
    );
  expect(duration?.dataPoints).toMatchObject([{ value: { count: 1 } }]);
});
