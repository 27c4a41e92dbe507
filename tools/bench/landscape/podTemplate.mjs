import { labelsOf } from './metadata.mjs';

/** A server and its exporter, as a chart of some care writes them. */
export function podTemplate(name) {
  const probe = {
    exec: { command: ['/scripts/probe.sh'] },
    periodSeconds: 5,
    timeoutSeconds: 3,
    failureThreshold: 3,
    successThreshold: 1,
  };
  const container = (containerName, image, port) => ({
    name: containerName,
    image,
    imagePullPolicy: 'IfNotPresent',
    ports: [{ name: containerName, containerPort: port, protocol: 'TCP' }],
    env: ['POD_NAME', 'POD_IP'].map(variable => ({
      name: variable,
      valueFrom: {
        fieldRef: {
          apiVersion: 'v1',
          fieldPath: variable === 'POD_IP' ? 'status.podIP' : 'metadata.name',
        },
      },
    })),
    resources: {
      requests: { cpu: '250m', memory: '1Gi' },
      limits: { memory: '1Gi' },
    },
    startupProbe: probe,
    livenessProbe: { ...probe, failureThreshold: 12 },
    readinessProbe: probe,
    lifecycle: { preStop: { exec: { command: ['/scripts/stop.sh'] } } },
    volumeMounts: [
      { name: 'data', mountPath: '/data' },
      { name: 'scripts', mountPath: '/scripts', readOnly: true },
    ],
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
  });
  return {
    terminationGracePeriodSeconds: 60,
    affinity: {
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          {
            topologyKey: 'kubernetes.io/hostname',
            labelSelector: { matchLabels: labelsOf(name) },
          },
        ],
      },
    },
    containers: [
      container('redis', 'registry.example.com/redis:8.0.6', 6379),
      container('exporter', 'registry.example.com/redis-exporter:1.80', 9121),
    ],
    restartPolicy: 'Always',
    dnsPolicy: 'ClusterFirst',
    schedulerName: 'default-scheduler',
    securityContext: { runAsNonRoot: true, runAsUser: 999, fsGroup: 999 },
  };
}

export const scripts = name => ({
  name: 'scripts',
  configMap: { name: `${name}-scripts`, defaultMode: 493 },
});
