import { Bench } from './bench';
import { eventually } from './eventually';

export function describeDisruption(bench: Bench): void {
  const createBudget = (spec: object) =>
    bench().client.create('poddisruptionbudgets', {
      metadata: bench().at('web'),
      spec: { selector: { matchLabels: { app: 'web' } }, ...spec },
    });
  const budgetHas = (status: object) =>
    eventually(async () =>
      expect(
        (await bench().client.get('poddisruptionbudgets', bench().at('web')))
          .status,
      ).toMatchObject(status),
    );
  const setReady = (name: string, status: 'True' | 'False') =>
    bench().client.merge(
      'pods',
      { ...bench().at(name), subresource: 'status' },
      { status: { conditions: [{ type: 'Ready', status }] } },
    );

  describe('disruption budgets', () => {
    it.each([
      [{ maxUnavailable: 1 }, 2, 1],
      [{ maxUnavailable: '50%' }, 1, 2],
      [{ minAvailable: 3 }, 3, 0],
      [{ minAvailable: '50%' }, 2, 1],
    ])('counts with %j', async (spec, desiredHealthy, disruptionsAllowed) => {
      await createBudget(spec);
      await bench().createSet();
      await bench().allReady(3);
      await budgetHas({
        expectedPods: 3,
        currentHealthy: 3,
        desiredHealthy,
        disruptionsAllowed,
        observedGeneration: 1,
      });
    });

    it('allows nothing more while a member is not ready', async () => {
      await createBudget({ maxUnavailable: 1 });
      await bench().createSet();
      await bench().allReady(3);
      await setReady('web-1', 'False');
      await budgetHas({
        currentHealthy: 2,
        desiredHealthy: 2,
        disruptionsAllowed: 0,
        conditions: [
          expect.objectContaining({
            type: 'DisruptionAllowed',
            status: 'False',
            reason: 'InsufficientPods',
          }),
        ],
      });
      await setReady('web-1', 'True');
      await budgetHas({ currentHealthy: 3, disruptionsAllowed: 1 });
    });

    it('counts anew when a pod changes, and not when only the set is scaled', async () => {
      await createBudget({ maxUnavailable: 1 });
      await bench().createSet();
      await bench().allReady(3);
      // The set makes no more pods before its last member is ready.
      await setReady('web-2', 'False');
      await budgetHas({ expectedPods: 3, currentHealthy: 2 });
      await bench().patchSet({ replicas: 4 });
      await bench().controllerLooksAgain();
      await budgetHas({ expectedPods: 3 });
      await setReady('web-0', 'False');
      await budgetHas({ expectedPods: 4, currentHealthy: 1 });
    });
  });
}
