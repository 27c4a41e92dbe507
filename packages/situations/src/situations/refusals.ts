import { SET, Situation } from '../situation';
import { complete, ready, refused } from './conditions';
import { create, scaleTo } from './moves';
import { podSpec, statefulSet, surroundings } from './objects';

const POD = { apiVersion: 'v1', kind: 'Pod' };

/** Members that the API server does not take. */
export const refusals: readonly Situation[] = [
  {
    name: 'name-taken-by-a-foreign-pod',
    surroundings: [
      ...surroundings,
      {
        ...POD,
        metadata: { name: `${SET}-1`, labels: { app: 'somebody-else' } },
        spec: podSpec({ topologySpreadConstraints: [] }),
      },
    ],
    steps: [
      {
        does: 'a set is created',
        act: create(statefulSet()),
        until: ready(1),
        thenSeconds: 900,
        // The product does not watch the pods of others, and no event says so.
        says: ['NotObserved', 'ScalingUp', 'Stalled 1'],
        finds: ['roll.stuck-ordinal 1'],
      },
    ],
  },
  {
    name: 'creation-refused-by-a-quota',
    surroundings: [
      ...surroundings,
      {
        apiVersion: 'v1',
        kind: 'ResourceQuota',
        metadata: { name: 'few-pods' },
        spec: { hard: { pods: '2' } },
      },
    ],
    steps: [
      {
        does: 'a set is created whose third pod the quota refuses',
        act: create(statefulSet()),
        until: refused,
        thenSeconds: 120,
        says: ['NotObserved', 'ScalingUp', 'Blocked CreateRefused 2'],
        finds: ['roll.create-failed 2'],
      },
      {
        does: 'it is scaled to what the quota allows',
        act: scaleTo(2),
        until: complete(2),
        says: ['NotObserved', 'Complete'],
        finds: ['pvc.orphan'],
      },
    ],
  },
];
