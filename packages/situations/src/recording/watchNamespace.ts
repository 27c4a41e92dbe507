import {
  detailResources,
  Resource,
  watchedResources,
} from 'backstage-plugin-stateful-services-common';
import { z } from 'zod';
import { ApiClient, RefusedError } from '../cluster/apiClient';
import {
  collectionPath,
  Kind,
  KubernetesObject,
} from '../cluster/kubernetesObject';
import { Recorder } from './recorder';

/** Nodes and classes that come with the control plane (tools/real/manifests), which every situation may use. */
const SHARED: ReadonlySet<string> = new Set([
  'Node//node-a',
  'Node//node-b',
  'Node//node-c',
  'StorageClass//standard',
]);

const listSchema = z.object({
  metadata: z.object({ resourceVersion: z.string() }),
  items: z.array(z.looseObject({ metadata: z.looseObject({}) })),
});
const eventSchema = z.object({
  type: z.enum(['ADDED', 'MODIFIED', 'DELETED']),
  object: z.looseObject({}),
});

interface Watch {
  readonly client: ApiClient;
  readonly namespace: string;
  readonly recorder: Recorder;
  readonly signal: AbortSignal;
}

/** True for what belongs to the namespace: what is in it, what carries its name, and what is there for all. */
function concerns(object: KubernetesObject, namespace: string): boolean {
  const { kind, metadata } = object;
  return (
    metadata.namespace === namespace ||
    SHARED.has(`${kind}//${metadata.name}`) ||
    metadata.name.startsWith(namespace) ||
    (kind === 'PersistentVolume' && JSON.stringify(object).includes(namespace))
  );
}

interface Watched extends Kind {
  readonly selection: URLSearchParams;
  readonly optional: boolean;
}

function kindOf({ kind, apiGroup, apiVersion }: Resource<unknown>): Kind {
  return {
    kind,
    apiVersion: apiGroup ? `${apiGroup}/${apiVersion}` : apiVersion,
  };
}

const selectionOf = (parameters: Readonly<Record<string, string>>) =>
  new URLSearchParams(parameters);

/** What the product watches, and what it reads where something is under way. */
const watched: readonly Watched[] = [
  ...Object.values(watchedResources).map(
    ({ labelSelector, optional, ...resource }) => ({
      ...kindOf(resource),
      selection: selectionOf(labelSelector ? { labelSelector } : {}),
      optional: optional ?? false,
    }),
  ),
  ...Object.values(detailResources).map(resource => ({
    ...kindOf(resource),
    selection: selectionOf(
      resource.kind === 'Event' ? { fieldSelector: 'type=Warning' } : {},
    ),
    optional: false,
  })),
];

/** Watches what the product reads, as far as it concerns a namespace. Returns once all is listed. */
export async function watchNamespace(watch: Watch): Promise<void> {
  await Promise.all(watched.map(kind => watchKind(watch, kind)));
}

async function watchKind(watch: Watch, kind: Watched): Promise<void> {
  const { client, namespace, recorder, signal } = watch;
  const path = collectionPath(kind, namespace);
  const query = (more?: Record<string, string>) =>
    new URLSearchParams([...kind.selection, ...Object.entries(more ?? {})]);
  const tell = (type: string, object: object) => {
    const { kind: name, apiVersion } = kind;
    // Items of a list do not name their kind, and are objects of it.
    const whole = { kind: name, apiVersion, ...object } as KubernetesObject;
    if (concerns(whole, namespace)) {
      if (type === 'DELETED') {
        recorder.gone(whole);
      } else {
        recorder.seen(whole);
      }
    }
  };
  const list = await client
    .call({ method: 'GET', path: `${path}?${query()}` })
    .catch(error => {
      if (kind.optional && error instanceof RefusedError) {
        return undefined;
      }
      throw error;
    });
  if (list === undefined) {
    return;
  }
  const { metadata, items } = listSchema.parse(list);
  const { resourceVersion } = metadata;
  for (const item of items) {
    // They were read together, whenever each was written.
    tell('ADDED', { ...item, metadata: { ...item.metadata, resourceVersion } });
  }
  await client.watch(
    `${path}?${query({ watch: 'true', resourceVersion })}`,
    line => {
      try {
        const { type, object } = eventSchema.parse(JSON.parse(line));
        tell(type, object);
      } catch (cause) {
        recorder.fail(
          new Error(`The watch of ${path} said ${line}`, { cause }),
        );
      }
    },
    signal,
  );
}
