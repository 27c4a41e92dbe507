import { randomUUID } from 'node:crypto';
import { ObjectDraft } from '../kinds/metadata';
import { isReady, Pod } from '../kinds/pod';
import { ordinalOf, StatefulSet } from '../kinds/statefulSet';
import { eventually } from './eventually';
import { KubernetesClient } from './kubernetesClient';

export const CLASS = 'contract-waiting';
export const FIXED_CLASS = 'contract-fixed';
const ZONES = ['contract-a', 'contract-b', 'contract-c'];

/** A selector that no node satisfies: a revision with it is broken on every cluster, without any kubelet trick. */
export const NOWHERE = { nodeSelector: { 'contract/nowhere': 'true' } };

/** A namespace of its own on the cluster under test, and the moves that the contracts share. */
export class Workbench {
  readonly namespace = `contract-${randomUUID().slice(0, 8)}`;

  constructor(readonly client: KubernetesClient) {}

  async open(): Promise<void> {
    await this.client.create('namespaces', {
      metadata: { name: this.namespace },
    });
  }

  async close(): Promise<void> {
    await this.client.delete('namespaces', { name: this.namespace });
  }

  at(name: string) {
    return { namespace: this.namespace, name };
  }

  /** A set with one claim a member; what is given is merged over its spec. */
  async createSet(
    spec: object = {},
    podSpec: object = {},
  ): Promise<StatefulSet> {
    const labels = { app: 'web' };
    return this.client.create('statefulsets', {
      metadata: this.at('web'),
      spec: {
        serviceName: 'web',
        replicas: 3,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            terminationGracePeriodSeconds: 1,
            containers: [{ name: 'server', image: 'server:1' }],
            ...podSpec,
          },
        },
        volumeClaimTemplates: [
          {
            metadata: { name: 'data' },
            spec: {
              accessModes: ['ReadWriteOnce'],
              storageClassName: CLASS,
              resources: { requests: { storage: '1Gi' } },
            },
          },
        ],
        ...spec,
      },
    });
  }

  async set(): Promise<StatefulSet> {
    return this.client.get('statefulsets', this.at('web'));
  }

  async patchSet(spec: object): Promise<StatefulSet> {
    return this.client.merge('statefulsets', this.at('web'), { spec });
  }

  async setImage(image: string): Promise<StatefulSet> {
    return this.patchSet({
      template: { spec: { containers: [{ name: 'server', image }] } },
    });
  }

  /** Pods of the set by ordinal, without those that are being deleted. */
  async pods(): Promise<readonly Pod[]> {
    const pods = await this.client.list('pods', this.namespace);
    return pods
      .filter(({ metadata }) => metadata.deletionTimestamp === undefined)
      .sort(
        (a, b) =>
          (ordinalOf('web', a.metadata.name) ?? -1) -
          (ordinalOf('web', b.metadata.name) ?? -1),
      );
  }

  async podNames(): Promise<readonly string[]> {
    return (await this.pods()).map(({ metadata }) => metadata.name);
  }

  /** The image of each member by ordinal. */
  async images(): Promise<readonly (string | undefined)[]> {
    return (await this.pods()).map(({ spec }) => spec.containers[0]?.image);
  }

  async allReady(replicas: number): Promise<void> {
    await eventually(async () => {
      const set = await this.set();
      const pods = await this.pods();
      // What a pod waits for is in its conditions.
      const waiting = pods.filter(pod => !isReady(pod));
      expect({
        status: set.status,
        waiting: waiting.map(({ status }) => status),
      }).toMatchObject({
        status: {
          observedGeneration: set.metadata.generation,
          replicas,
          readyReplicas: replicas,
        },
        waiting: [],
      });
      expect(pods).toHaveLength(replicas);
    });
  }

  /** Waits until the controller has looked at the set once more, so that what it does not do is seen not to be done. */
  async controllerLooksAgain(): Promise<void> {
    const { spec } = await this.set();
    const { metadata } = await this.patchSet({
      revisionHistoryLimit: spec.revisionHistoryLimit + 1,
    });
    await eventually(async () =>
      expect((await this.set()).status?.observedGeneration).toBe(
        metadata.generation,
      ),
    );
  }
}

async function ensure(
  client: KubernetesClient,
  resource: 'nodes' | 'storageclasses',
  draft: ObjectDraft,
): Promise<void> {
  const name = draft.metadata?.name ?? '';
  if (!(await client.find(resource, { name }))) {
    await client.create(resource, draft);
  }
}

/** Gives the cluster the nodes and storage classes that the contracts count on. */
export async function furnish(client: KubernetesClient): Promise<void> {
  for (const zone of ZONES) {
    await ensure(client, 'nodes', {
      metadata: {
        name: zone,
        labels: { 'topology.kubernetes.io/zone': zone },
        annotations: { 'kwok.x-k8s.io/node': 'fake' },
      },
    });
  }
  for (const name of [CLASS, FIXED_CLASS]) {
    await ensure(client, 'storageclasses', {
      metadata: { name },
      provisioner: 'kubernetes.io/host-path',
      allowVolumeExpansion: name === CLASS,
      volumeBindingMode: name === CLASS ? 'WaitForFirstConsumer' : 'Immediate',
    });
  }
  await ensure(client, 'storageclasses', {
    metadata: { name: 'contract-unserved' },
    provisioner: 'unserved.contract.example',
  });
}
