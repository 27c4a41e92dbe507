import { newPassword } from './client.mjs';
import { run } from './cluster.mjs';
import { waitUntil } from '../waitUntil.mjs';

/**
 * What an owner does on purpose.
 *
 * @type {readonly import('../engineDrills.mjs').Drill[]}
 */
export const harmlessDrills = [
  {
    name: 'rotate-password',
    title: 'Change of the password',
    isShort: true,
    promisesAll: true,
    run: async ({ brokers, client, secrets }) => {
      const password = newPassword();
      secrets['orders-events-auth'].password = password;
      await Promise.all(brokers.pods.map(pod => pod.volumes.refresh()));
      await expectSuccess(run(brokers.pods[0], ['/scripts/set-password.sh']));
      // A broker hears of it a moment after the controllers took it.
      await waitUntil(
        'the former password is refused',
        async () => !(await client.canLogIn(brokers.pods[0])),
      );
      await client.use(password);
      await waitUntil('the new password is taken', () =>
        client.canLogIn(brokers.pods[0]),
      );
      return {
        done: 'new connections need the new one; those that are open stay',
      };
    },
  },
  {
    name: 'scale',
    title: 'Brokers from three to four and back',
    promisesAll: true,
    run: async ({ brokers, waitForFullStrength }) => {
      await brokers.scale(4);
      await waitForFullStrength();
      const [pod] = brokers.pods;
      const drain = ['/scripts/drain-broker.sh', '103'];
      await expectSuccess(run(pod, drain, 300_000));
      await brokers.scale(3);
      const unregister = ['/scripts/unregister-broker.sh', '103'];
      await waitUntil(
        'broker 103 is unregistered',
        async () => (await run(pod, unregister)).code === 0,
      );
      return { done: 'drained, stopped and unregistered by the scripts' };
    },
  },
];

async function expectSuccess(command) {
  const { code, output, problem } = await command;
  if (code !== 0)
    throw new Error(`A script ended with ${code}: ${problem}${output}`);
}
