import { compactEtcd } from '../../bench/cluster/etcdWriter.mjs';

/** As JSON and as protobuf. */
const isExpiry = /ERROR[^]*Expired/;

const fault = { strikesAll: true, axis: 'availability' };

/** @type {readonly import('./fault.mjs').Fault[]} */
export const apiServerFaults = [
  {
    ...fault,
    id: 'restarted',
    title: 'the API server is restarted',
    door: 'relay',
    seconds: { full: 0, short: 0 },
    async make({ plane }) {
      await plane.endApiServer('SIGTERM');
      return { end: plane.startApiServer };
    },
  },
  {
    ...fault,
    id: 'killed',
    title: 'the API server is killed and stays away',
    door: 'relay',
    seconds: { full: 300, short: 5 },
    async make({ plane }) {
      await plane.endApiServer('SIGKILL');
      return { end: plane.startApiServer };
    },
  },
  {
    ...fault,
    id: 'expired',
    title: 'etcd forgets the past, and watches are told 410',
    door: 'gateway',
    seconds: { full: 0, short: 0 },
    async make({ door, plane }) {
      let expiries = 0;
      door.become({
        async *spoil(body) {
          for await (const chunk of body) {
            if (isExpiry.test(chunk.toString())) expiries += 1;
            yield chunk;
          }
        },
      });
      await plane.endApiServer('SIGTERM');
      return {
        async end() {
          await compactEtcd(plane.etcdUrl);
          await plane.startApiServer();
        },
        seen: () => `${expiries} watches were told 410`,
      };
    },
  },
];
