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
    run: async ({ roles, members, change }) => {
      const [pod, ...others] = members.pods;
      await pod.lose();
      await pod.volumes.loseDisk();
      const next = await roles.mostComplete(others);
      await change({ 'topology.source': next.ordinal });
      await pod.start();
      return {
        done: `${next.name} named at once, which had most; ordinal 0 is cloned from it`,
      };
    },
  },
  {
    name: 'failover',
    title: 'Another source is named while all members are up',
    promisesAll: true,
    run: async ({ change }) => {
      await change({ 'topology.source': 0 });
      return { done: 'the former one stopped accepting writes, then 0 began' };
    },
  },
  {
    name: 'split',
    title:
      'The source is cut off from all others for 40 s, another one is named',
    promisesAll: true,
    limit:
      'what the former source had written without a replica is refused and goes with its disk; no client was told that it was there',
    run: async ({ roles, members, change, writeBeside }) => {
      const former = await roles.primary();
      const beside = writeBeside(former);
      await beside.hasBegun();
      await former.cut();
      // The member that is cut off does not hear of it until it is back.
      const others = members.pods.filter(pod => pod !== former);
      const next = await roles.mostComplete(others);
      await change({ 'topology.source': next.ordinal });
      await delay(40_000);
      const acknowledgedAlone = beside.countSince();
      await former.join();
      const isRefused = async () =>
        (await former.logOf('keeper')).includes('refused');
      await waitUntil(
        `${former.name} is refused, or a replica`,
        async () => (await isRefused()) || (await roles.isAtFullStrength()),
      );
      const lost = await beside.endAndVerify();
      if (lost > 0)
        throw new Error(`The client beside ${former.name} lost ${lost} writes`);
      const diverged = await isRefused();
      if (diverged) {
        await former.lose();
        await former.volumes.loseDisk();
        await former.start();
      }
      return {
        done: `${former.name} cut off, ${next.name} named; a client beside the former got ${acknowledgedAlone} writes acknowledged and lost none; it came back ${diverged ? 'with what nobody else has, was refused, and cloned anew' : 'as a replica'}`,
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
      const others = members.pods.filter(pod => pod !== source);
      const next = await roles.mostComplete(others);
      await change({ 'topology.source': next.ordinal });
      return { done: `it waited 30 s; then ${next.name} was named` };
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
