import { waitUntil } from '../waitUntil.mjs';
import { firstStart } from './drills.mjs';

/** @type {readonly import('../engineDrills.mjs').Drill[]} */
export const upgradeDrills = [
  firstStart,
  {
    name: 'upgrade',
    title: 'Upgrade, the controllers first, each set in StatefulSet order',
    promisesAll: true,
    run: async ({ controllers, brokers, newest, use }) => {
      for (const podSet of [controllers, brokers]) {
        await use(newest, podSet);
        await podSet.roll();
      }
      return { done: `each pod replaced by one of ${newest}` };
    },
  },
  {
    name: 'go-back',
    title: 'A broker goes back to the former version, and comes again',
    promisesAll: true,
    run: async ({ brokers, former, newest, use, waitForFullStrength }) => {
      const pod = brokers.pods.at(-1);
      for (const version of [former, newest]) {
        await use(version, brokers);
        await pod.terminate();
        await pod.start();
        await waitForFullStrength();
      }
      return { done: `${pod.name} ran ${former} beside the others` };
    },
  },
  {
    name: 'finalize',
    title: 'The cluster uses what is new, which cannot be undone',
    promisesAll: true,
    run: async ({ cluster, newest }) => {
      const level = newest.split('.').slice(0, 2).join('.');
      const features = () => cluster.ask('ask_broker kafka-features describe');
      const before = await features();
      await waitUntil(
        `the brokers take the features of ${level}`,
        async () =>
          (await cluster.ask(
            `ask_broker kafka-features upgrade --release-version ${level}`,
          )) !== undefined,
      );
      await waitUntil(
        'the features are finalized',
        async () => (await features()) !== before,
      );
      return { done: `features of ${level}` };
    },
  },
];
