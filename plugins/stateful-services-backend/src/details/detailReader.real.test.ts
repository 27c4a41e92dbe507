import { eventually } from '../__testUtils__/eventually';
import { apply, kubectl, realKubeconfig } from '../__testUtils__/kubectl';
import { RealCart } from '../__testUtils__/realCart';

jest.setTimeout(180_000);

const NAMESPACE = 'backend-details';
const cart = new RealCart(NAMESPACE);

beforeAll(() => cart.create('redis:8.0'));
afterAll(() => cart.remove());

it('tells in the words of the API server why a member is not created, and is silent when it is', async () => {
  const { getReport, stop } = await cart.startBackend({
    statefulServices: { kubeconfig: realKubeconfig() },
  });
  const judged = async () => (await getReport()).statefulSets[0]?.assessment;
  await eventually(async () => {
    expect((await judged())?.rollout.state).toBe('Complete');
  }, 60_000);

  await apply([
    {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'few-pods', namespace: NAMESPACE },
      spec: { hard: { pods: '3' } },
    },
  ]);
  await eventually(async () => {
    const used = await kubectl([
      ...['get', 'resourcequota', 'few-pods', '-n', NAMESPACE],
      ...['-o', 'jsonpath={.status.used.pods}'],
    ]);
    expect(used).toBe('3');
  }, 60_000);
  const scale = (replicas: number) =>
    kubectl([
      ...['scale', 'statefulset', 'cart', '-n', NAMESPACE],
      `--replicas=${replicas}`,
    ]);
  await scale(4);
  await eventually(async () => {
    const found = (await judged())?.findings.find(
      ({ id }) => id === 'roll.create-failed',
    );
    expect(JSON.stringify(found?.evidence)).toContain(
      'exceeded quota: few-pods',
    );
  }, 90_000);

  await scale(3);
  await eventually(async () => {
    const assessment = await judged();
    expect(assessment?.rollout.state).toBe('Complete');
    expect(assessment?.findings.map(({ id }) => id)).not.toContain(
      'roll.create-failed',
    );
  }, 60_000);
  await stop();
});
