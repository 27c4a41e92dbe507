import {
  ResourceName,
  WatchedResource,
  watchedResources,
} from 'backstage-plugin-stateful-services-common';
import { eventually } from '../__testUtils__/eventually';
import { kubectl, realKubeconfig } from '../__testUtils__/kubectl';
import { OddObject } from '../__testUtils__/oddObject';
import { oddObjects } from '../__testUtils__/oddObjects';
import { readKubeconfigFile } from '../clusters/kubeconfigClusters';
import { KubeConfigApiReader } from '../clusters/kubeConfigApiReader';
import { ApiReader } from './apiReader';
import { projectEvent } from './projection';
import { protobufMessages } from './protobuf/messages';
import { watchStream } from './watchStream';

jest.setTimeout(180_000);

const NAMESPACE = 'backend-protobuf';
const objects = oddObjects(NAMESPACE);

// Their keys are the names of the resources.
const names = Object.keys(protobufMessages) as ResourceName[];

/** The controller of sets fails at its first step, so that the status which was written stays. */
const none = { 'count/controllerrevisions.apps': '0' };
const noRevisions: OddObject = {
  apiVersion: 'v1',
  kind: 'ResourceQuota',
  metadata: { namespace: NAMESPACE, name: 'no-revisions' },
  spec: { hard: none },
  status: { hard: none, used: none },
};

/** By server-side apply, so that the server remembers who applied what. */
async function write(items: readonly OddObject[]): Promise<void> {
  await kubectl(['apply', '--server-side', '--field-manager=odd', '-f', '-'], {
    apiVersion: 'v1',
    kind: 'List',
    items: items.map(({ status: _, ...item }) => item),
  });
  for (const { kind, metadata, status } of items) {
    if (status) {
      await kubectl([
        ...['patch', kind, metadata.name, '-n', NAMESPACE],
        ...['--subresource=status', '--type=merge'],
        ...['-p', JSON.stringify({ status })],
      ]);
    }
  }
}

let api: KubeConfigApiReader;
const contentTypes = new Set<string>();

/** The API server as one that is asked for JSON only. */
const inJson: ApiReader = {
  address: '',
  get: ({ accept: _, ...request }) => api.get(request),
  close: async () => {},
};

const asAsked: ApiReader = {
  ...inJson,
  get: async request => {
    const answer = await api.get(request);
    contentTypes.add(answer.contentType);
    return answer;
  },
};

/** The records of what a streaming list holds, by key. */
async function readAll(
  reader: ApiReader,
  resource: WatchedResource<ResourceName>,
): Promise<ReadonlyMap<string, unknown>> {
  const records = new Map<string, unknown>();
  const events = watchStream(
    reader,
    { resource },
    {
      timeoutSeconds: 60,
      signal: AbortSignal.timeout(60_000),
      onOpen: () => {},
      onBytes: () => {},
    },
  );
  for await (const event of events) {
    if (event.type === 'put') {
      const record = projectEvent(resource, event);
      records.set(record.key, record);
    } else if (event.type === 'bookmark' && event.endsInitialList) {
      break;
    }
  }
  return records;
}

beforeAll(async () => {
  const { access } = readKubeconfigFile(realKubeconfig())[0] ?? {};
  if (!access?.usable) {
    throw new Error('The kubeconfig of the real control plane is of no use');
  }
  api = new KubeConfigApiReader(access);
  await write([
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } },
    noRevisions,
  ]);
  await write(objects);
  // Its finalizers keep it, with the time of its deletion.
  await kubectl(['delete', 'pod', 'odd', '-n', NAMESPACE, '--wait=false']);
});

afterAll(async () => {
  await api.close();
  for (const { kind, metadata } of objects) {
    await kubectl([
      ...['patch', kind, metadata.name, '-n', NAMESPACE, '--type=merge'],
      ...['-p', '{"metadata":{"finalizers":null}}'],
    ]);
    await kubectl([
      ...['delete', kind, metadata.name, '-n', NAMESPACE],
      ...['--ignore-not-found', '--wait=false'],
    ]);
  }
  await kubectl(['delete', 'namespace', NAMESPACE, '--wait=false']);
});

it.each(names)(
  'reads of the %s of an API server the same from protobuf as from JSON',
  async name => {
    const resource: WatchedResource<ResourceName> = watchedResources[name];
    const wanted = objects.filter(({ kind }) => kind === resource.kind);
    contentTypes.clear();
    await eventually(async () => {
      const read = await readAll(asAsked, resource);
      expect(read).toEqual(await readAll(inJson, resource));
      expect([...read.keys()]).toEqual(
        expect.arrayContaining(
          wanted.map(
            ({ metadata }) =>
              `${resource.namespaced ? NAMESPACE : ''}/${metadata.name}`,
          ),
        ),
      );
    }, 60_000);
    expect(wanted).not.toEqual([]);
    expect([...contentTypes]).toEqual([
      expect.stringContaining('protobuf;stream=watch'),
    ]);
  },
);
