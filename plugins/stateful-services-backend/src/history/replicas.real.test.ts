import {
  EntityReport,
  TimelineEntry,
} from 'backstage-plugin-stateful-services-common';
import { eventually } from '../__testUtils__/eventually';
import { apply, kubectl, realKubeconfig } from '../__testUtils__/kubectl';
import { PostgresServer } from '../__testUtils__/postgres';
import { Balancer } from './__testUtils__/balancer';
import { PluginApi, Replica } from './__testUtils__/replica';

jest.setTimeout(400_000);

const ID = 'backstage.io/kubernetes-id';
const NAMESPACE = 'history-replicas';
const NODE = 'history-replicas-node';
const ENTITY = 'component/default/ledger';

const SCENE = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } },
  {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name: NODE,
      labels: { 'kubernetes.io/hostname': NODE },
      annotations: { 'kwok.x-k8s.io/node': 'fake' },
    },
    status: {
      allocatable: { cpu: '32', memory: '256Gi', pods: '110' },
      capacity: { cpu: '32', memory: '256Gi', pods: '110' },
    },
  },
];

function ledger(image: string) {
  const labels = { app: 'ledger', [ID]: 'ledger' };
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'ledger', namespace: NAMESPACE },
      spec: {
        clusterIP: 'None',
        selector: { app: 'ledger' },
        ports: [{ port: 6379 }],
      },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: {
        name: 'ledger',
        namespace: NAMESPACE,
        labels,
        annotations: { 'kubernetes.io/change-cause': `to ${image}` },
      },
      spec: {
        replicas: 3,
        serviceName: 'ledger',
        // Gives the test time to do something while a rollout goes on.
        minReadySeconds: 3,
        selector: { matchLabels: { app: 'ledger' } },
        template: {
          metadata: { labels },
          spec: {
            nodeSelector: { 'kubernetes.io/hostname': NODE },
            containers: [{ name: 'redis', image }],
          },
        },
      },
    },
  ];
}

type Rollout = Extract<TimelineEntry, { kind: 'rollout' }>;

async function rolloutsOf(api: PluginApi): Promise<readonly Rollout[]> {
  const { items } = await api.getTimeline(ENTITY);
  return items.filter(entry => entry.kind === 'rollout');
}

async function changesOf(api: PluginApi): Promise<readonly string[][]> {
  const { items } = await api.getTimeline(ENTITY);
  return items.flatMap(entry =>
    entry.kind === 'change' ? [entry.images] : [],
  );
}

async function isComplete(api: PluginApi, image: string): Promise<void> {
  const { statefulSets } = await api.getReport(ENTITY);
  expect(statefulSets[0]?.assessment).toMatchObject({
    rollout: { state: 'Complete' },
    images: [image],
  });
}

/** What both replicas say alike: each has heard of the cluster at another moment. */
function withoutTimes({ statefulSets }: EntityReport) {
  return statefulSets.map(({ key, assessment }) => ({
    key,
    rollout: assessment.rollout,
    members: assessment.members.map(({ ordinal, state }) => [ordinal, state]),
    findings: assessment.findings,
  }));
}

/** What a rollout of all members leaves behind when nobody missed anything. Pods of kwok are gone as soon as they stop. */
function wholeRollout() {
  return expect.objectContaining({
    outcome: 'completed',
    endedAt: expect.any(String),
    replacements: [0, 1, 2].map(ordinal =>
      expect.objectContaining({
        ordinal,
        createdAt: expect.any(String),
        availableAt: expect.any(String),
      }),
    ),
  });
}

let postgres: PostgresServer;
let start: () => Promise<Replica>;
let balancer: Balancer | undefined;
const replicas: Replica[] = [];

beforeAll(async () => {
  postgres = await PostgresServer.start();
  await apply(SCENE);
});

afterAll(async () => {
  await postgres.close();
  await kubectl(['delete', 'namespace', NAMESPACE, '--wait=false']);
  await kubectl(['delete', 'node', NODE]);
});

beforeEach(async () => {
  await apply(ledger('redis:8.0'));
  const { database: _database, ...connection } =
    await postgres.createDatabase();
  // As two portals that start at once would: both create and migrate.
  const prefix = `history_${Date.now()}_`;
  start = async () => {
    const replica = await Replica.start({
      config: {
        backend: { database: { client: 'pg', connection, prefix } },
        statefulServices: { kubeconfig: realKubeconfig() },
      },
      entities: [
        {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Component',
          metadata: {
            name: 'ledger',
            namespace: 'default',
            annotations: {
              [ID]: 'ledger',
              'backstage.io/kubernetes-namespace': NAMESPACE,
            },
          },
        },
      ],
    });
    replicas.push(replica);
    return replica;
  };
});

afterEach(async () => {
  balancer?.close();
  await Promise.all(replicas.splice(0).map(replica => replica.kill()));
  const set = ['statefulset', 'ledger', '--namespace', NAMESPACE];
  await kubectl(['delete', ...set, '--cascade=foreground']);
});

/** What was seen first has been written, so that what follows is a change. */
async function isRecording(api: PluginApi): Promise<void> {
  await isComplete(api, 'redis:8.0');
  const { items } = await api.getTimeline(ENTITY);
  expect(items.map(({ kind }) => kind)).toContain('finding');
}

it('tells the same from two replicas behind a balancer, each thing once, and goes on when either is killed', async () => {
  const [first, second] = await Promise.all([start(), start()]);
  await eventually(() => isRecording(first), 90_000);
  await eventually(() => isRecording(second), 90_000);
  balancer = await Balancer.start([first.address, second.address]);
  const portal = new PluginApi(balancer.address);
  // Two connections at once: one for each replica.
  const [one, other] = await Promise.all([
    portal.getReport(ENTITY),
    portal.getReport(ENTITY),
  ]);
  expect(withoutTimes(one)).toEqual(withoutTimes(other));

  await apply(ledger('redis:8.1'));
  await eventually(async () => {
    const [rollout] = await rolloutsOf(portal);
    expect(rollout).toMatchObject({ outcome: 'running' });
    expect(rollout?.replacements).toContainEqual(
      expect.objectContaining({ ordinal: 2, availableAt: expect.any(String) }),
    );
  }, 60_000);
  await first.kill();
  await eventually(async () => {
    expect(await rolloutsOf(portal)).toEqual([wholeRollout()]);
  }, 90_000);
  expect(await changesOf(portal)).toEqual([['redis:8.1']]);

  const third = await start();
  await eventually(() => isComplete(third, 'redis:8.1'), 60_000);
  await apply(ledger('redis:8.2'));
  await eventually(async () => {
    const rollouts = await rolloutsOf(third);
    expect(rollouts).toEqual([wholeRollout(), wholeRollout()]);
  }, 90_000);
  expect(await changesOf(third)).toEqual([['redis:8.2'], ['redis:8.1']]);
  const timeline = await third.getTimeline(ENTITY);
  expect((await second.getTimeline(ENTITY)).items).toEqual(timeline.items);
  const open = timeline.items.flatMap(entry =>
    entry.kind === 'finding' && entry.closedAt === undefined
      ? [`${entry.rule} ${entry.ordinal}`]
      : [],
  );
  expect(open).toEqual([...new Set(open)]);
  expect(timeline.items).toContainEqual(
    expect.objectContaining({
      kind: 'change',
      author: expect.stringMatching(/^kubectl/),
      cause: 'to redis:8.2',
    }),
  );
  expect(timeline.durations).toMatchObject([{ samples: 6 }]);
});

it('loses nothing of a minute without a database, while reports go on', async () => {
  const replica = await start();
  await eventually(() => isRecording(replica), 90_000);

  await postgres.stop('immediate');
  const stoppedAt = Date.now();
  const images: string[] = [];
  while (Date.now() - stoppedAt < 60_000) {
    const image = `redis:9.${images.length}`;
    images.push(image);
    await apply(ledger(image));
    await eventually(() => isComplete(replica, image), 60_000);
  }
  await expect(replica.getTimeline(ENTITY)).rejects.toThrow(/503/);
  await postgres.start();

  await eventually(async () => {
    expect(await rolloutsOf(replica)).toEqual(images.map(wholeRollout));
  }, 90_000);
  expect(await changesOf(replica)).toEqual(
    [...images].reverse().map(image => [image]),
  );
});
