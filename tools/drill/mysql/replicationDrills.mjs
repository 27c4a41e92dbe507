import { setTimeout as delay } from 'node:timers/promises';
import { waitUntil } from '../waitUntil.mjs';

/**
 * Losses of the source, which a person gets over by naming another one.
 *
 * @type {readonly import('../engineDrills.mjs').Drill[]}
 */
export const replicationDrills = [
  {
    name: 'lose-ordinal-0',
    title: 'Loss of ordinal 0, the source, with its disk',
    isShort: true,
    promisesAll: true,
    limit: 'nobody can write until a person names another source',
    run: async ({ members, change }) => {
      const [pod] = members.pods;
      await pod.lose();
      await pod.volumes.loseDisk();
      await change({ 'topology.source': 1 });
      await pod.start();
      return { done: 'member 1 named at once; ordinal 0 is cloned from it' };
    },
  },
  {
    name: 'failover',
    title: 'Another source is named while all members are up',
    promisesAll: true,
    run: async ({ change }) => {
      await change({ 'topology.source': 0 });
      return { done: 'member 1 stopped accepting writes, then 0 began' };
    },
  },
  {
    name: 'split',
    title:
      'The source is cut off from all others for 40 s, another one is named',
    promisesAll: true,
    limit:
      'what the former source had written without a replica is refused and goes with its disk; no client was told that it was there',
    run: async scene => {
      const { roles, members, change, writeBeside, waitForFullStrength } =
        scene;
      const former = await roles.primary();
      const beside = writeBeside(former);
      await beside.hasBegun();
      await former.cut();
      // The member that is cut off does not hear of it until it is back.
      await change({ 'topology.source': (former.ordinal + 1) % 3 });
      await delay(40_000);
      const acknowledgedAlone = beside.countSince();
      await former.join();
      const isRefused = async () =>
        (await former.logOf('keeper')).includes('refused');
      await waitUntil(
        `${former.name} is refused, or a replica`,
        async () => (await isRefused()) || (await roles.isAtFullStrength()),
      );
      const diverged = await isRefused();
      if (diverged) {
        await former.lose();
        await former.volumes.loseDisk();
        await former.start();
      }
      await waitForFullStrength();
      const lost = await beside.endAndVerify();
      if (lost > 0)
        throw new Error(`The client beside ${former.name} lost ${lost} writes`);
      return {
        done: `${former.name} cut off, ${members.pods[(former.ordinal + 1) % 3].name} named; a client beside the former got ${acknowledgedAlone} writes acknowledged and lost none; it came back ${diverged ? 'with what nobody else has, was refused, and cloned anew' : 'as a replica'}`,
      };
    },
  },
  {
    name: 'empty-source',
    title: 'Full outage, and the source comes back empty',
    promisesAll: true,
    limit: 'nobody can write until a person names another source',
    run: async ({ roles, members, change }) => {
      const source = await roles.primary();
      const next = (source.ordinal + 1) % 3;
      await Promise.all(members.pods.map(pod => pod.lose()));
      await source.volumes.loseDisk();
      await members.start();
      await delay(30_000);
      if (
        (await Promise.all(members.pods.map(pod => pod.isReady()))).some(
          Boolean,
        )
      )
        throw new Error('A member is ready although the source lost its data');
      await change({ 'topology.source': next });
      return { done: `it waited 30 s; then member ${next} was named` };
    },
  },
  {
    name: 'back-to-0',
    title: 'Ordinal 0 is named again',
    promisesAll: true,
    run: async ({ change }) => {
      await change({ 'topology.source': 0 });
      return { done: 'as before planned work on a node' };
    },
  },
];
