type Raw = Record<string, unknown>;

/** A stateful service as its owner describes it; what is not said is as most charts have it. */
export interface HealthyService {
  readonly name: string;
  readonly image: string;
  /** Default 3. */
  readonly replicas?: number;
  /** Ports by name. */
  readonly ports: Readonly<Record<string, number>>;
  /** Where each volume is mounted, by the name of its claim template; absent: no volume. */
  readonly claims?: Readonly<Record<string, string>>;
  /** Of the PodDisruptionBudget; null: none. Default: one member at a time. */
  readonly budget?: Raw | null;
  /** Added to the spec of the set. */
  readonly spec?: Raw;
  /** Added to the spec of its pods. */
  readonly podSpec?: Raw;
  /** Added to the container of the server. */
  readonly container?: Raw;
  readonly sidecars?: readonly Raw[];
  /** Of the set's metadata. */
  readonly metadata?: Raw;
  /** Added to the spec of the governing Service. */
  readonly governing?: Raw;
  /** Specs of further Services, by name. */
  readonly services?: Readonly<Record<string, Raw>>;
}

const NAMESPACE = 'shop';

const resources = {
  requests: { cpu: '500m', memory: '2Gi' },
  limits: { memory: '2Gi' },
};

/** A container that somebody else's chart puts beside the server. */
export function sidecar(name: string, image: string, more: Raw = {}): Raw {
  return {
    name,
    image,
    resources: {
      requests: { cpu: '50m', memory: '64Mi' },
      limits: { memory: '64Mi' },
    },
    ...more,
  };
}

function serverContainer(service: HealthyService): Raw {
  const [port] = Object.keys(service.ports);
  const probe = { tcpSocket: { port }, periodSeconds: 10 };
  return {
    name: service.name,
    image: service.image,
    ports: Object.entries(service.ports).map(([name, containerPort]) => ({
      name,
      containerPort,
    })),
    startupProbe: { ...probe, failureThreshold: 360 },
    readinessProbe: probe,
    livenessProbe: { ...probe, failureThreshold: 6 },
    resources,
    volumeMounts: Object.entries(service.claims ?? {}).map(
      ([name, mountPath]) => ({ name, mountPath }),
    ),
    ...service.container,
  };
}

function setSpec(service: HealthyService, labels: Raw): Raw {
  return {
    replicas: service.replicas ?? 3,
    serviceName: service.name,
    selector: { matchLabels: labels },
    template: {
      metadata: { labels },
      spec: {
        terminationGracePeriodSeconds: 120,
        containers: [serverContainer(service), ...(service.sidecars ?? [])],
        ...service.podSpec,
      },
    },
    volumeClaimTemplates: Object.keys(service.claims ?? {}).map(name => ({
      metadata: { name },
      spec: {
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage: '20Gi' } },
      },
    })),
    ...service.spec,
  };
}

/** The set, its Services and its budget, as they are applied to a cluster. */
export function manifestsOf(service: HealthyService): readonly Raw[] {
  const { name } = service;
  const labels = { 'app.kubernetes.io/name': name };
  const ports = Object.keys(service.ports).map(port => ({
    name: port,
    port: service.ports[port],
    targetPort: port,
  }));
  const object = (
    [apiVersion, kind]: readonly [string, string],
    { metadata, spec }: { metadata: Raw; spec: Raw },
  ): Raw => ({
    apiVersion,
    kind,
    metadata: { namespace: NAMESPACE, labels, ...metadata },
    spec,
  });
  const serviceKind = ['v1', 'Service'] as const;
  return [
    object(serviceKind, {
      metadata: { name },
      spec: { clusterIP: 'None', selector: labels, ports, ...service.governing },
    }),
    ...Object.entries(service.services ?? {}).map(([other, spec]) =>
      object(serviceKind, {
        metadata: { name: other },
        spec: { selector: labels, ports, ...spec },
      }),
    ),
    ...(service.budget === null
      ? []
      : [
          object(['policy/v1', 'PodDisruptionBudget'], {
            metadata: { name },
            spec: {
              selector: { matchLabels: labels },
              ...(service.budget ?? { maxUnavailable: 1 }),
            },
          }),
        ]),
    object(['apps/v1', 'StatefulSet'], {
      metadata: { name, ...service.metadata },
      spec: setSpec(service, labels),
    }),
  ];
}
