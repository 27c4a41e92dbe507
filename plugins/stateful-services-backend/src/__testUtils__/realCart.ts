import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { Entity } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import {
  EntityReport,
  entityReportSchema,
} from 'backstage-plugin-stateful-services-common';
import request from 'supertest';
import { statefulServicesPlugin } from '../plugin';
import { apply, kubectl } from './kubectl';

const ID = 'backstage.io/kubernetes-id';

/** The set `cart` of three members in a namespace of a real control plane, on a node of its own. */
export class RealCart {
  constructor(readonly namespace: string) {}

  /** Creates the namespace and the node, and the set with this image. */
  async create(image: string): Promise<void> {
    const { namespace, node } = this;
    const resources = { cpu: '32', memory: '256Gi', pods: '110' };
    await apply([
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
      {
        apiVersion: 'v1',
        kind: 'Node',
        metadata: {
          name: node,
          labels: { 'kubernetes.io/hostname': node },
          annotations: { 'kwok.x-k8s.io/node': 'fake' },
        },
        status: { allocatable: resources, capacity: resources },
      },
    ]);
    await this.roll(image);
  }

  async roll(image: string): Promise<void> {
    const { namespace } = this;
    const labels = { app: 'cart', [ID]: 'cart' };
    await apply([
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'cart', namespace },
        spec: {
          clusterIP: 'None',
          selector: { app: 'cart' },
          ports: [{ port: 6379 }],
        },
      },
      {
        apiVersion: 'apps/v1',
        kind: 'StatefulSet',
        metadata: { name: 'cart', namespace, labels },
        spec: {
          replicas: 3,
          serviceName: 'cart',
          selector: { matchLabels: { app: 'cart' } },
          template: {
            metadata: { labels },
            spec: {
              nodeSelector: { 'kubernetes.io/hostname': this.node },
              containers: [{ name: 'redis', image }],
            },
          },
        },
      },
    ]);
  }

  async remove(): Promise<void> {
    await kubectl(['delete', 'namespace', this.namespace]);
    await kubectl(['delete', 'node', this.node]);
  }

  /** A backend of which the catalog holds the entity of the set, and others. */
  async startBackend(config: JsonObject, ...others: readonly Entity[]) {
    const backend = await startTestBackend({
      features: [
        statefulServicesPlugin,
        mockServices.rootConfig.factory({ data: config }),
        catalogServiceMock.factory({
          entities: [
            {
              apiVersion: 'backstage.io/v1alpha1',
              kind: 'Component',
              metadata: {
                name: 'cart',
                annotations: {
                  [ID]: 'cart',
                  'backstage.io/kubernetes-namespace': this.namespace,
                },
              },
            },
            ...others,
          ],
        }),
      ],
    });
    return {
      stop: () => backend.stop(),
      getReport: async (): Promise<EntityReport> =>
        entityReportSchema.parse(
          (
            await request(backend.server).get(
              '/api/stateful-services/reports/by-entity/component/default/cart',
            )
          ).body,
        ),
    };
  }

  private get node(): string {
    return `${this.namespace}-node`;
  }
}
