import { metadata, time } from './metaMessages';
import { flag, integer, list, message, nonEmptyText, text } from './values';

const volume = message({
  2: message({
    10: ['persistentVolumeClaim', message({ 1: ['claimName', text] })],
  }),
});

const terminated = message({
  1: ['exitCode', integer],
  3: ['reason', nonEmptyText],
  4: ['message', nonEmptyText],
  6: ['finishedAt', time],
});

const containerState = message({
  1: [
    'waiting',
    message({ 1: ['reason', nonEmptyText], 2: ['message', nonEmptyText] }),
  ],
  2: ['running', message({ 1: ['startedAt', time] })],
  3: ['terminated', terminated],
});

const containerStatus = message({
  1: ['name', text],
  2: ['state', containerState],
  3: ['lastState', containerState],
  5: ['restartCount', integer],
  9: ['started', flag],
});

const condition = message({
  1: ['type', text],
  2: ['status', text],
  4: ['lastTransitionTime', time],
  5: ['reason', nonEmptyText],
  6: ['message', nonEmptyText],
});

/** `Pod` of `k8s.io/api/core/v1/generated.proto` (1.36), as far as the rules read it. */
export const podMessage = message({
  1: ['metadata', metadata],
  2: [
    'spec',
    message({
      1: ['volumes', list(volume)],
      2: ['containers', list(message({ 2: ['image', nonEmptyText] }))],
      10: ['nodeName', nonEmptyText],
      17: ['subdomain', nonEmptyText],
      20: [
        'initContainers',
        list(message({ 1: ['name', text], 24: ['restartPolicy', text] })),
      ],
    }),
  ],
  3: [
    'status',
    message({
      1: ['phase', nonEmptyText],
      2: ['conditions', list(condition)],
      3: ['message', nonEmptyText],
      4: ['reason', nonEmptyText],
      7: ['startTime', time],
      8: ['containerStatuses', list(containerStatus)],
      10: ['initContainerStatuses', list(containerStatus)],
    }),
  ],
});
