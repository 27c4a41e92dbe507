import { SET, Situation } from '../situation';
import { ready } from './conditions';
import { comesUp, create } from './moves';
import { budget, service, surroundings } from './objects';

const BUDGET = { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget' };
const SERVICE = { apiVersion: 'v1', kind: 'Service' };

/** Budgets and Services around a set that is well otherwise. */
export const environment: readonly Situation[] = [
  {
    name: 'budget-blocks-drains',
    surroundings: [service(), budget({ maxUnavailable: 0 })],
    steps: [
      { ...comesUp(), finds: ['pdb.blocked'] },
      {
        does: 'the budget lets one go',
        act: scene => scene.patch(BUDGET, SET, { spec: { maxUnavailable: 1 } }),
        until: ready(3),
        says: [],
        mayFind: ['pdb.stale'],
      },
    ],
  },
  {
    name: 'budget-missing',
    surroundings: [service()],
    steps: [
      { ...comesUp(), finds: ['pdb.none'] },
      {
        does: 'a budget is created',
        act: create(budget()),
        until: ready(3),
        says: [],
        mayFind: ['pdb.stale'],
      },
    ],
  },
  {
    name: 'two-budgets',
    surroundings: [...surroundings, budget({}, 'another')],
    steps: [
      { ...comesUp(), finds: ['pdb.multiple'] },
      {
        does: 'one of them is deleted',
        act: scene => scene.delete(BUDGET, 'another'),
        until: ready(3),
        says: [],
      },
    ],
  },
  {
    name: 'service-missing',
    surroundings: [budget()],
    steps: [
      { ...comesUp(), finds: ['svc.missing'] },
      {
        does: 'the Service is created',
        act: create(service()),
        until: ready(3),
        says: [],
      },
    ],
  },
  {
    name: 'service-with-an-address',
    surroundings: [service({ clusterIP: undefined }), budget()],
    steps: [{ ...comesUp(), finds: ['svc.not-headless'] }],
  },
  {
    name: 'service-selects-others',
    surroundings,
    steps: [
      comesUp(),
      {
        does: 'the selector of the Service is changed',
        act: scene =>
          scene.patch(SERVICE, SET, { spec: { selector: { app: 'other' } } }),
        until: ready(3),
        says: [],
        finds: ['svc.selector-mismatch'],
      },
    ],
  },
];
