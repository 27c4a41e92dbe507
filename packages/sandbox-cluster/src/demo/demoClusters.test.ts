import { resolve } from 'node:path';
import { SandboxCluster } from '../sandboxCluster';
import { DemoClusters } from './demoClusters';

const SCENARIOS = resolve(__dirname, '../../../../examples/scenarios');

// Far more than it takes, for machines that are busy with other things.
jest.setTimeout(60_000);

describe('the clusters of the demo', () => {
  const defects: unknown[] = [];
  let demo: DemoClusters;

  beforeAll(async () => {
    demo = await DemoClusters.start({
      scenarios: SCENARIOS,
      onError: error => defects.push(error),
    });
  });
  afterAll(() => demo.close());

  it('start without a defect', () => expect(defects).toEqual([]));

  const sandbox = (): SandboxCluster => {
    const cluster = demo.find('sandbox');
    if (!cluster) {
      throw new Error('The demo has no cluster "sandbox"');
    }
    return cluster;
  };
  const at = (name: string) => ({ namespace: 'shop', name });
  const status = (name: string) =>
    sandbox().store.get('statefulsets', at(name))?.status;
  const pod = (name: string) => sandbox().store.get('pods', at(name));
  const waiting = (name: string) =>
    pod(name)?.status?.containerStatuses?.[0]?.state?.waiting;

  it('names them, one of which nobody can reach', async () => {
    const connections = demo.connections();
    expect(connections.map(({ name }) => name)).toEqual([
      'sandbox',
      'sandbox-west',
      'sandbox-lost',
    ]);
    await expect(fetch('http://127.0.0.1:9/')).rejects.toThrow();
    expect(connections[2]?.kubeconfig).toContain('http://127.0.0.1:9');
  });

  it.each([
    'session-cache',
    'clickstream',
    'invoices-db',
    'order-events-broker',
  ])('leaves %s running as one revision', name =>
    expect(status(name)).toMatchObject({
      readyReplicas: 3,
      updatedReplicas: 3,
      currentRevision: status(name)?.updateRevision,
    }),
  );

  it('leaves the others in the states that they are to show', () => {
    // Rolling out, and waiting for a slow member.
    expect(status('catalog-cache')).toMatchObject({ updatedReplicas: 2 });
    expect(waiting('catalog-cache-3')).toMatchObject({
      reason: 'ContainerCreating',
    });
    // Held by the partition.
    expect(status('orders-db')).toMatchObject({
      readyReplicas: 3,
      updatedReplicas: 1,
    });
    // Trapped: the update revision is the one that runs, except on the last member.
    expect(status('cart-cache')?.updateRevision).toBe(
      status('cart-cache')?.currentRevision,
    );
    expect(pod('cart-cache-2')?.metadata.labels).not.toMatchObject({
      'controller-revision-hash': status('cart-cache')?.updateRevision,
    });
    expect(waiting('product-search-2')).toMatchObject({
      reason: 'CrashLoopBackOff',
    });
    expect(waiting('cart-cache-2')).toMatchObject({
      reason: 'ImagePullBackOff',
    });
    expect(
      sandbox().store.get('persistentvolumeclaims', at('data-reviews-db-0')),
    ).toMatchObject({
      spec: { storageClassName: 'fast-ssd' },
      status: { phase: 'Pending' },
    });
    expect(
      sandbox().store.get('persistentvolumeclaims', at('data-invoices-db-1'))
        ?.status?.conditions,
    ).toMatchObject([{ type: 'Resizing', status: 'True' }]);
    expect(pod('payments-ledger-1')).toMatchObject({
      metadata: { deletionTimestamp: expect.any(String) },
      status: { reason: 'NodeLost' },
    });
    expect(status('order-events-controller')).toMatchObject({
      readyReplicas: 2,
      replicas: 3,
    });
    expect(status('fulfilment-db')).toMatchObject({
      readyReplicas: 3,
      updatedReplicas: 1,
    });
    expect(status('gift-card-cache')).toMatchObject({ replicas: 0 });
    expect(
      Date.parse(pod('recommendations-2')?.metadata.deletionTimestamp ?? ''),
    ).toBeLessThan(Date.now());
  });
});
