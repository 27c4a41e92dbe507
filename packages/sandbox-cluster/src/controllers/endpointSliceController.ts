import { isDeepStrictEqual } from 'node:util';
import { EndpointSlice, Service } from '../kinds/cluster';
import { selects } from '../kinds/labelSelector';
import { isReady, isTerminating, Pod } from '../kinds/pod';
import { Change, storeKey } from '../store/objectStore';
import { ControlContext, Controller } from './controller';
import { objectKeyOf } from './objectKeyOf';
import { ownedBy } from './ownership';

/** Lists the pods behind each headless Service, in one slice for each. */
export class EndpointSliceController implements Controller {
  readonly name = 'endpoint slice controller';

  constructor(private readonly context: ControlContext) {}

  concerns({ resource, object }: Change): readonly string[] {
    if (resource === 'services') {
      return [storeKey(object.metadata)];
    }
    return resource === 'pods'
      ? this.context.store
          .list('services', object.metadata.namespace)
          .map(({ metadata }) => storeKey(metadata))
      : [];
  }

  reconcile(key: string): undefined {
    const { store, registry } = this.context;
    const service = store.get('services', objectKeyOf(key));
    const matchLabels = service?.spec?.selector;
    if (
      !service ||
      !matchLabels ||
      service.spec?.clusterIP !== 'None' ||
      service.metadata.deletionTimestamp
    ) {
      return;
    }
    const { namespace, name } = service.metadata;
    const endpoints = store
      .list('pods', namespace)
      .filter(pod => selects({ matchLabels }, pod.metadata.labels))
      .flatMap(pod => endpointOf(pod, service));
    const slice = store
      .list('endpointslices', namespace)
      .find(
        ({ metadata }) =>
          metadata.labels?.['kubernetes.io/service-name'] === name,
      );
    if (!slice) {
      registry.create('endpointslices', {
        metadata: {
          namespace,
          generateName: `${name}-`,
          labels: {
            ...service.metadata.labels,
            'endpointslice.kubernetes.io/managed-by':
              'endpointslice-controller.k8s.io',
            'kubernetes.io/service-name': name,
            'service.kubernetes.io/headless': '',
          },
          ownerReferences: [ownedBy(service)],
        },
        addressType: 'IPv4',
        endpoints,
      });
    } else if (!isDeepStrictEqual(slice.endpoints, endpoints)) {
      registry.update('endpointslices', { ...slice, endpoints });
    }
  }
}

/** A pod has no address before its containers start. */
function endpointOf(
  pod: Pod,
  service: Service,
): NonNullable<EndpointSlice['endpoints']> {
  const { hostname, subdomain, nodeName } = pod.spec;
  const address = pod.status?.podIP;
  if (!address) {
    return [];
  }
  const published = service.spec?.publishNotReadyAddresses === true;
  return [
    {
      addresses: [address],
      conditions: {
        ready: published || (isReady(pod) && !isTerminating(pod)),
        serving: isReady(pod),
        terminating: isTerminating(pod),
      },
      ...(subdomain === service.metadata.name && { hostname }),
      nodeName,
      targetRef: {
        kind: 'Pod',
        namespace: pod.metadata.namespace,
        name: pod.metadata.name,
        uid: pod.metadata.uid,
      },
    },
  ];
}
