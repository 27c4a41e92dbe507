import { waitUntil } from '../waitUntil.mjs';

/** As many as NumberedWriter.java has. */
const partitions = 3;

/**
 * Of one node, for development: it keeps what it has as long as it has its disk.
 *
 * @type {readonly import('../engineDrills.mjs').Drill[]}
 */
export const combinedDrills = [
  {
    name: 'first-start',
    title: 'First start',
    isShort: true,
    promisesAll: true,
    run: async ({ brokers }) => {
      await brokers.start();
      return { done: 'one empty disk' };
    },
  },
  {
    name: 'kill',
    title: 'kill -9 of the node, restarted by the kubelet',
    isShort: true,
    promisesAll: true,
    limit: 'the page cache survives; a loss of power is not covered',
    run: async ({ brokers }) => {
      const [node] = brokers.pods;
      await node.container('kafka').crash();
      return { done: `${node.name} killed` };
    },
  },
  {
    name: 'roll',
    title: 'Rolling restart',
    promisesAll: true,
    run: async ({ brokers }) => {
      await brokers.roll();
      return { done: 'stopped in order, and started again' };
    },
  },
  {
    name: 'lose-disk',
    title: 'Loss of the node with its disk',
    promisesAll: false,
    limit: 'one node has the only copy',
    run: async ({ brokers, cluster }) => {
      const [node] = brokers.pods;
      await node.lose();
      await node.volumes.loseDisk();
      await node.start();
      await waitUntil(`${node.name} is ready`, () => node.isReady());
      // As its owner would: the topics are gone as well.
      await waitUntil(
        'the topic of the client is made again',
        async () =>
          (await cluster.ask(
            `ask_broker kafka-topics --create --if-not-exists --topic drill --partitions ${partitions}`,
          )) !== undefined,
      );
      return { done: 'it comes back empty, as a new cluster' };
    },
  },
];
