import { waitUntil } from '../waitUntil.mjs';
import { firstStart } from './drills.mjs';

/** @type {readonly import('../engineDrills.mjs').Drill[]} */
export const upgradeDrills = [
  firstStart,
  {
    name: 'upgrade',
    // Stands for a rolling restart as well, which would differ in nothing but the image.
    title:
      'Rolling upgrade, the controllers first, each set in StatefulSet order, with preStop',
    promisesAll: true,
    run: async scene => {
      await upgrade(scene);
      return {
        done: `each pod replaced by one of ${scene.newest}, once the one before had joined and was ready for ${scene.brokers.set.minReadySeconds} s`,
      };
    },
  },
  {
    name: 'go-back',
    title: 'A broker goes back to the former version, and comes again',
    promisesAll: true,
    run: async scene => {
      const { brokers, former, newest, use, waitForFullStrength } = scene;
      await upgrade(scene);
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
    run: async scene => {
      const { cluster, newest } = scene;
      await upgrade(scene);
      const level = newest.split('.').slice(0, 2).join('.');
      const isFinal = new RegExp(
        `metadata\\.version\\s.*FinalizedVersionLevel: ${level}`,
      );
      const features = () => cluster.ask('ask_broker kafka-features describe');
      if (isFinal.test(await features()))
        throw new Error(`The cluster used ${level} before it was told to`);
      await cluster.ask(
        `ask_broker kafka-features upgrade --release-version ${level}`,
      );
      await waitUntil(`the features of ${level} are used`, async () =>
        isFinal.test(await features()),
      );
      return { done: `features of ${level}` };
    },
  },
];

/** Does nothing to pods that are of the newest version already. */
async function upgrade({ controllers, brokers, newest, use }) {
  for (const podSet of [controllers, brokers]) {
    if (podSet.surroundings.image.version === newest) continue;
    await use(newest, podSet);
    await podSet.roll();
  }
}
