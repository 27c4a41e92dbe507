import { mockServices } from '@backstage/backend-test-utils';
import { fillInventory } from '../__testUtils__/filledInventory';
import { rawPod, RawObject, rawStatefulSet } from '../__testUtils__/objects';
import { ScriptedApiServer } from '../__testUtils__/scriptedApiServer';
import { KubeConfigApiReader } from '../clusters/kubeConfigApiReader';
import { readClusterConnection } from '../clusters/kubeconfigClusters';
import { ClusterInventory } from '../inventory/clusterInventory';
import { Inventory } from '../inventory/inventory';
import { AssessmentCache } from '../reports/assessmentCache';
import { DetailReader } from './detailReader';

const START = Date.parse('2026-11-20T12:00:00Z');

let now = START;
let server: ScriptedApiServer;
let api: KubeConfigApiReader;
let inventory: Inventory;
let cluster: ClusterInventory;
let assessments: AssessmentCache;
let reader: DetailReader;

const { signal } = new AbortController();

function start(pod: RawObject, set = rawStatefulSet('cart')): void {
  inventory = fillInventory(START, { statefulsets: [set], pods: [pod] });
  const [east] = inventory.clusters;
  if (!east) {
    throw new Error('There should be a cluster');
  }
  cluster = east;
  assessments = new AssessmentCache(
    inventory,
    () => now,
    mockServices.logger.mock(),
  );
  reader = new DetailReader({
    inventory,
    cluster,
    api,
    assess: (where, of) => assessments.assess(where, of),
    now: () => now,
  });
  inventory.announce({ kind: 'cluster', cluster: cluster.name });
}

async function readAfter(seconds: number): Promise<void> {
  now += seconds * 1000;
  await reader.readDue(signal);
}

function judge() {
  const set = cluster.tables.statefulsets.get('shop/cart');
  if (!set) {
    throw new Error('The set should be there');
  }
  return assessments.assess(cluster, set);
}

const idsNow = () => judge().findings.map(({ id }) => id);

const asked = () => server.requests.map(({ resource }) => resource);

/** As the kubelet writes it about a member whose volume it cannot mount. */
function mountFailure(message: string): RawObject {
  return {
    kind: 'Event',
    metadata: {
      name: 'cart-0.1',
      namespace: 'shop',
      uid: 'uid-event',
      creationTimestamp: new Date(START).toISOString(),
    },
    involvedObject: { kind: 'Pod', name: 'cart-0', uid: 'uid-cart-0' },
    type: 'Warning',
    reason: 'FailedMount',
    message,
    lastTimestamp: new Date(START).toISOString(),
  };
}

function creatingPod(): RawObject {
  return {
    ...rawPod('cart', 0, { ready: false }),
    status: {
      phase: 'Pending',
      startTime: '2026-11-20T10:00:00Z',
      conditions: [
        {
          type: 'Ready',
          status: 'False',
          lastTransitionTime: '2026-11-20T10:00:00Z',
        },
      ],
      containerStatuses: [
        { name: 'redis', state: { waiting: { reason: 'ContainerCreating' } } },
      ],
    },
  };
}

function revision(name: string, number: number, created: string): RawObject {
  return {
    kind: 'ControllerRevision',
    metadata: {
      name,
      namespace: 'shop',
      uid: `uid-${name}`,
      creationTimestamp: created,
      ownerReferences: [
        {
          kind: 'StatefulSet',
          name: 'cart',
          uid: 'uid-cart',
          controller: true,
        },
      ],
    },
    revision: number,
  };
}

beforeEach(async () => {
  now = START;
  server = await ScriptedApiServer.start();
  const { kubeconfig } = server;
  const { access } = readClusterConnection({ name: 'east', kubeconfig });
  if (!access.usable) {
    throw new Error(access.message);
  }
  api = new KubeConfigApiReader(access);
});

afterEach(async () => {
  await api.close();
  await server.close();
});

it('asks nothing about a set that is fine', async () => {
  start(rawPod('cart', 0));
  await readAfter(0);
  await readAfter(3600);
  expect(asked()).toEqual([]);
});

it('asks for warnings once trouble has lasted for a quarter of a minute', async () => {
  server.put(
    'events',
    mountFailure('MountVolume.SetUp failed for volume "data": no such device'),
  );
  start(creatingPod());
  await readAfter(0);
  expect(asked()).toEqual([]);
  expect(idsNow()).not.toContain('vol.mount-failed');

  await readAfter(16);
  expect(asked()).toEqual(['events']);
  expect(server.requests[0]?.query.get('fieldSelector')).toBe('type=Warning');
  expect(idsNow()).toContain('vol.mount-failed');
});

it('asks again after half a minute, and announces only what is new', async () => {
  server.put('events', mountFailure('MountVolume.SetUp failed: no device'));
  start(creatingPod());
  await readAfter(0);
  await readAfter(16);
  const announced: string[] = [];
  inventory.onChange(({ kind }) => announced.push(kind));

  await readAfter(29);
  expect(asked()).toHaveLength(1);
  await readAfter(2);
  expect(asked()).toHaveLength(2);
  expect(announced).toEqual([]);

  server.put('events', mountFailure('MountVolume.SetUp failed: no secret'));
  await readAfter(31);
  expect(announced).toEqual(['sets']);
});

it('forgets what it was told when the trouble is over', async () => {
  server.put('events', mountFailure('MountVolume.SetUp failed: no device'));
  start(creatingPod());
  await readAfter(0);
  await readAfter(16);
  cluster.sink('pods').put({
    readable: true,
    key: 'shop/cart-0',
    record: {
      ...cluster.tables.pods.get('shop/cart-0')!,
      phase: 'Running',
      ready: true,
    },
  });
  await readAfter(1);
  expect(cluster.details.eventsIn('shop')).toMatchObject({
    read: false,
    reason: 'notAsked',
  });
  await readAfter(60);
  expect(asked()).toHaveLength(1);
});

it('says that warnings may not be read, and does not insist', async () => {
  server.setFault('shop/events', { kind: 'status', code: 403 });
  start(creatingPod());
  await readAfter(0);
  await readAfter(16);
  expect(judge().unknowns).toContainEqual({
    input: 'events',
    message: expect.stringMatching(
      /403.*grant list on events in namespace shop/,
    ),
  });
  await readAfter(60);
  expect(asked()).toHaveLength(1);
  server.setFault('shop/events', undefined);
  await readAfter(301);
  expect(judge().unknowns).not.toContainEqual(
    expect.objectContaining({ input: 'events' }),
  );
});

it('reads the revisions of a set once for each revision that is rolled out', async () => {
  const set = rawStatefulSet('cart');
  start(creatingPod(), {
    ...set,
    status: { ...(set.status as object), currentRevision: 'cart-2' },
  });
  server.put(
    'controllerrevisions',
    revision('cart-1', 3, '2026-11-01T00:00:00Z'),
  );
  server.put(
    'controllerrevisions',
    revision('cart-2', 2, '2026-11-10T00:00:00Z'),
  );
  await readAfter(0);
  await readAfter(16);
  expect(asked()).toEqual(['events', 'controllerrevisions']);
  expect(server.requests[1]?.query.get('labelSelector')).toBe('app=cart');
  expect(idsNow()).toContain('roll.silent-revert');
  await readAfter(31);
  expect(asked()).toEqual(['events', 'controllerrevisions', 'events']);
});
