import { HealthyService, sidecar } from './service';

/** Search, observability and the tools that a platform team runs. */
export const platform: readonly HealthyService[] = [
  {
    name: 'elasticsearch-master',
    image: 'elasticsearch:8.17.0',
    ports: { http: 9200, transport: 9300 },
    claims: { data: '/usr/share/elasticsearch/data' },
    governing: { publishNotReadyAddresses: true },
    podSpec: {
      initContainers: [
        sidecar('sysctl', 'busybox:1.37.0', {
          securityContext: { privileged: true, runAsUser: 0 },
        }),
      ],
    },
  },
  {
    name: 'elasticsearch-data',
    image: 'elasticsearch:8.17.0',
    replicas: 6,
    ports: { http: 9200, transport: 9300 },
    claims: { data: '/usr/share/elasticsearch/data' },
    spec: { podManagementPolicy: 'Parallel', revisionHistoryLimit: 5 },
    podSpec: { terminationGracePeriodSeconds: 3600 },
  },
  {
    name: 'opensearch',
    image: 'opensearchproject/opensearch:2.18.0',
    ports: { http: 9200 },
    claims: { data: '/usr/share/opensearch/data' },
    spec: { podManagementPolicy: 'Parallel' },
  },
  {
    name: 'solr',
    image: 'solr:9.7.0',
    ports: { solr: 8983 },
    claims: { data: '/var/solr/data' },
  },
  {
    name: 'meilisearch',
    image: 'getmeili/meilisearch:v1.12.3',
    replicas: 1,
    ports: { http: 7700 },
    claims: { data: '/meili_data' },
    budget: null,
  },
  {
    name: 'qdrant',
    image: 'qdrant/qdrant:v1.13.0',
    ports: { http: 6333, grpc: 6334, p2p: 6335 },
    claims: { storage: '/qdrant/storage', snapshots: '/qdrant/snapshots' },
    governing: { publishNotReadyAddresses: true },
  },
  {
    name: 'weaviate',
    image: 'semitechnologies/weaviate:1.28.2',
    ports: { http: 8080, grpc: 50051 },
    claims: { 'weaviate-data': '/var/lib/weaviate' },
  },
  {
    name: 'prometheus',
    image: 'quay.io/prometheus/prometheus:v3.1.0',
    replicas: 2,
    ports: { web: 9090 },
    claims: { 'prometheus-db': '/prometheus' },
    metadata: {
      ownerReferences: [
        {
          apiVersion: 'monitoring.coreos.com/v1',
          kind: 'Prometheus',
          name: 'shop',
          uid: 'uid-prometheus',
          controller: true,
        },
      ],
    },
    podSpec: { terminationGracePeriodSeconds: 600, shareProcessNamespace: false },
    sidecars: [
      sidecar('config-reloader', 'quay.io/prometheus-operator/prometheus-config-reloader:v0.80.0'),
    ],
    spec: { podManagementPolicy: 'Parallel' },
  },
  {
    name: 'alertmanager',
    image: 'quay.io/prometheus/alertmanager:v0.28.0',
    ports: { web: 9093, mesh: 9094 },
    container: { volumeMounts: [{ name: 'state', mountPath: '/alertmanager' }] },
    podSpec: {
      terminationGracePeriodSeconds: 120,
      volumes: [{ name: 'state', emptyDir: {} }],
    },
    governing: { publishNotReadyAddresses: true },
  },
  {
    name: 'loki-ingester',
    image: 'grafana/loki:3.3.2',
    ports: { http: 3100, grpc: 9095 },
    claims: { data: '/var/loki' },
    podSpec: { terminationGracePeriodSeconds: 300 },
    spec: {
      podManagementPolicy: 'Parallel',
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
    },
  },
  {
    name: 'mimir-store-gateway',
    image: 'grafana/mimir:2.15.0',
    ports: { http: 8080, grpc: 9095 },
    claims: { storage: '/data' },
    spec: { podManagementPolicy: 'OrderedReady' },
  },
  {
    // A cache of object storage that is filled again after a restart.
    name: 'thanos-store',
    image: 'quay.io/thanos/thanos:v0.37.2',
    replicas: 2,
    ports: { grpc: 10901, http: 10902 },
    container: { volumeMounts: [{ name: 'cache', mountPath: '/var/thanos/store' }] },
    podSpec: {
      volumes: [{ name: 'cache', emptyDir: { sizeLimit: '20Gi' } }],
    },
  },
  {
    name: 'vmstorage',
    image: 'victoriametrics/vmstorage:v1.109.0-cluster',
    replicas: 2,
    ports: { http: 8482, vminsert: 8400, vmselect: 8401 },
    claims: { vmstorage: '/storage' },
  },
  {
    // The disks of one member are one failure domain each.
    name: 'minio',
    image: 'quay.io/minio/minio:RELEASE.2025-01-20T14-49-07Z',
    replicas: 4,
    ports: { s3: 9000, console: 9001 },
    claims: {
      'export-0': '/export0',
      'export-1': '/export1',
      'export-2': '/export2',
      'export-3': '/export3',
    },
    spec: { podManagementPolicy: 'Parallel' },
    governing: { publishNotReadyAddresses: true },
  },
  {
    name: 'gitea',
    image: 'gitea/gitea:1.23.1',
    replicas: 1,
    ports: { http: 3000, ssh: 2222 },
    claims: { data: '/data' },
    budget: null,
    podSpec: { terminationGracePeriodSeconds: 60 },
  },
  {
    name: 'jenkins',
    image: 'jenkins/jenkins:2.492-jdk21',
    replicas: 1,
    ports: { http: 8080, agent: 50000 },
    claims: { 'jenkins-home': '/var/jenkins_home' },
    budget: null,
    sidecars: [sidecar('config-reload', 'kiwigrid/k8s-sidecar:1.30.0')],
  },
  {
    name: 'keycloak',
    image: 'quay.io/keycloak/keycloak:26.1.0',
    replicas: 2,
    ports: { http: 8080, jgroups: 7800 },
    governing: { publishNotReadyAddresses: true },
    spec: { podManagementPolicy: 'Parallel' },
  },
  {
    name: 'zeebe',
    image: 'camunda/zeebe:8.6.7',
    ports: { gateway: 26500, command: 26501, internal: 26502 },
    claims: { data: '/usr/local/zeebe/data' },
    spec: { podManagementPolicy: 'Parallel' },
  },
];
