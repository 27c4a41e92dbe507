import { Timeline } from 'backstage-plugin-stateful-services-common';
import { NOW } from './build';

const ago = (seconds: number) => new Date(NOW - seconds * 1000).toISOString();

const KEY = 'prod-eu-1/orders/orders-cache';

/** A rollout that goes on, with a member that takes longer than usual, and what came before it. */
export const timeline: Timeline = {
  entityRef: 'component:default/orders-cache',
  generatedAt: new Date(NOW).toISOString(),
  items: [
    {
      kind: 'rollout',
      id: 'rollout-2',
      key: KEY,
      revision: '7f9c4',
      outcome: 'running',
      startedAt: ago(180),
      replacements: [
        {
          ordinal: 1,
          stopAskedAt: ago(120),
          createdAt: ago(110),
        },
        {
          ordinal: 2,
          stopAskedAt: ago(180),
          createdAt: ago(165),
          availableAt: ago(120),
        },
      ],
    },
    {
      kind: 'finding',
      id: 'finding-1',
      key: KEY,
      rule: 'pod.unready',
      severity: 'warning',
      title: 'orders-cache-1 is not ready.',
      ordinal: 1,
      openedAt: ago(60),
    },
    {
      kind: 'change',
      id: 'change-1',
      key: KEY,
      at: ago(181),
      revision: '7f9c4',
      previousRevision: '5d2a1',
      images: ['redis:8.1', 'exporter:1'],
      previousImages: ['redis:8.0', 'exporter:1'],
      replicas: 3,
      previousReplicas: 3,
      author: 'helm',
      cause: 'security update',
    },
    {
      kind: 'finding',
      id: 'finding-2',
      key: KEY,
      rule: 'pdb.none',
      severity: 'info',
      title: 'No PodDisruptionBudget protects the members.',
      openedAt: ago(86_400),
      closedAt: ago(80_000),
    },
    {
      kind: 'rollout',
      id: 'rollout-1',
      key: KEY,
      revision: '5d2a1',
      outcome: 'completed',
      startedAt: ago(90_000),
      endedAt: ago(89_880),
      replacements: [0, 1, 2].map(ordinal => ({
        ordinal,
        stopAskedAt: ago(90_000 - (2 - ordinal) * 40),
        createdAt: ago(89_990 - (2 - ordinal) * 40),
        availableAt: ago(89_960 - (2 - ordinal) * 40),
      })),
    },
  ],
  nextCursor: 'before-that',
  durations: [
    {
      key: KEY,
      samples: 6,
      replacementP50Ms: 40_000,
      replacementP95Ms: 62_000,
    },
  ],
  paused: [],
};
