import {
  Diagnostics,
  ResourceDiagnostics,
} from 'backstage-plugin-stateful-services-common';
import { NOW } from './build';

const ago = (seconds: number) => new Date(NOW - seconds * 1000).toISOString();

function read(resource: string, objects: number): ResourceDiagnostics {
  return {
    resource,
    state: 'synced',
    since: ago(86_400),
    heardAt: ago(12),
    objects,
    unreadable: 0,
    events: objects * 7,
    receivedBytes: objects * 8_000,
    watchRestarts: 3,
  };
}

/** A cluster that is read, one that lacks a permission, and one that is away. */
export const diagnostics: Diagnostics = {
  generatedAt: new Date(NOW).toISOString(),
  status: 'partlyBlind',
  clusters: [
    {
      name: 'prod-eu-1',
      title: 'prod-eu-1',
      state: 'synced',
      since: ago(86_400),
      resources: [read('statefulsets', 120), read('pods', 360)],
    },
    {
      name: 'prod-us-1',
      title: 'Production US',
      state: 'partial',
      since: ago(3_600),
      message: 'GET /api/v1/persistentvolumes: permission was denied',
      resources: [
        read('statefulsets', 4),
        {
          ...read('persistentvolumes', 0),
          state: 'forbidden',
          since: ago(3_600),
          lastFailure: { at: ago(30), message: 'permission was denied' },
          missingRule: {
            apiGroups: [''],
            resources: ['persistentvolumes'],
            verbs: ['list', 'watch'],
          },
        },
      ],
    },
    {
      name: 'edge',
      title: 'edge',
      state: 'unreachable',
      since: ago(300),
      message: 'GET https://edge: the connection was refused',
      resources: [
        {
          ...read('statefulsets', 2),
          state: 'unreachable',
          since: ago(300),
          heardAt: undefined,
          lastFailure: {
            at: ago(3),
            message: 'GET https://edge/pods: the connection was refused',
          },
        },
      ],
    },
  ],
  unwatched: [
    {
      origin: 'kubernetes.clusterLocatorMethods[1]',
      message:
        'Clusters of type special are known to the Kubernetes plugin only.',
    },
  ],
};
