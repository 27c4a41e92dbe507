import { integerOrText, metadata, quantity } from './metaMessages';
import { integer, list, map, message, nonEmptyText, text } from './values';

/** Of what a probe does everything is kept, so that two that do the same are told from two that do not. */
const probe = message({
  1: message({
    1: ['exec', message({ 1: ['command', list(text)] })],
    2: [
      'httpGet',
      message({
        1: ['path', nonEmptyText],
        2: ['port', integerOrText],
        3: ['host', nonEmptyText],
        4: ['scheme', nonEmptyText],
        5: [
          'httpHeaders',
          list(message({ 1: ['name', text], 2: ['value', text] })),
        ],
      }),
    ],
    3: [
      'tcpSocket',
      message({ 1: ['port', integerOrText], 2: ['host', nonEmptyText] }),
    ],
    4: ['grpc', message({ 1: ['port', integer], 2: ['service', text] })],
  }),
  2: ['initialDelaySeconds', integer],
  4: ['periodSeconds', integer],
  6: ['failureThreshold', integer],
});

const container = message({
  1: ['name', text],
  2: ['image', nonEmptyText],
  6: ['ports', list(message({ 1: ['name', nonEmptyText] }))],
  8: [
    'resources',
    message({ 1: ['limits', map(quantity)], 2: ['requests', map(quantity)] }),
  ],
  9: [
    'volumeMounts',
    list(message({ 1: ['name', text], 3: ['mountPath', text] })),
  ],
  10: ['livenessProbe', probe],
  11: ['readinessProbe', probe],
  12: ['lifecycle', message({ 2: ['preStop', message({})] })],
  22: ['startupProbe', probe],
  24: ['restartPolicy', nonEmptyText],
});

const podAffinityTerm = message({ 3: ['topologyKey', text] });

const podAntiAffinity = message({
  1: ['requiredDuringSchedulingIgnoredDuringExecution', list(podAffinityTerm)],
  2: [
    'preferredDuringSchedulingIgnoredDuringExecution',
    list(message({ 2: ['podAffinityTerm', podAffinityTerm] })),
  ],
});

const volume = message({
  1: ['name', text],
  2: message({
    2: ['emptyDir', message({})],
    10: ['persistentVolumeClaim', message({ 1: ['claimName', text] })],
  }),
});

/** `PodTemplateSpec` of `k8s.io/api/core/v1/generated.proto` (1.36), as far as the rules read it. */
export const podTemplate = message({
  1: ['metadata', metadata],
  2: [
    'spec',
    message({
      1: ['volumes', list(volume)],
      2: ['containers', list(container)],
      4: ['terminationGracePeriodSeconds', integer],
      18: ['affinity', message({ 3: ['podAntiAffinity', podAntiAffinity] })],
      20: ['initContainers', list(container)],
      33: [
        'topologySpreadConstraints',
        list(message({ 2: ['topologyKey', text] })),
      ],
    }),
  ],
});
