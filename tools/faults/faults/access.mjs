import { setTimeout as delay } from 'node:timers/promises';

const core = ['pods', 'services', 'nodes', 'persistentvolumes'];

/** @type {readonly import('./fault.mjs').Fault[]} */
export const accessFaults = [
  {
    id: 'token',
    title: 'the token is refused (401), and another one is put into its file',
    door: 'relay',
    axis: 'availability',
    seconds: { full: 60, short: 5 },
    async make({ door, user }) {
      await user.replaceAccount();
      // The API server remembers for ten seconds whom a token stands for.
      while ((await user.statusOfRequest()) !== 401) await delay(100);
      door.cut();
      return { end: () => user.renewToken() };
    },
  },
  {
    id: 'forbidden',
    title: 'claims may not be read any more (403)',
    door: 'relay',
    axis: 'storage',
    seconds: { full: 60, short: 5 },
    async make({ door, user }) {
      await user.allow(core);
      door.cut();
      return { end: () => user.allow([...core, 'persistentvolumeclaims']) };
    },
  },
];
