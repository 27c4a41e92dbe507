import { setTimeout as delay } from 'node:timers/promises';
import { waitUntilComplete } from '../../bench/backends/questions.mjs';
import { Relay } from '../rig/relay.mjs';
import { Place } from './place.mjs';

const services = 200;
const endsWithinMs = 30_000;

/** @type {import('../scenarios.mjs').Scenario} */
export const endDuringSync = {
  id: 'end-during-sync',
  title: 'SIGTERM while a cluster is read for the first time',
  run: () =>
    Place.with(async place => {
      const { plane, access } = await place.startWritten({ services });
      const relay = await Relay.start(plane.url);
      place.onEnd(() => relay.close());
      const clusters = [{ ...access, url: relay.url }];
      const ending = await endWhileReading(place, { relay, clusters });
      const clean = {
        what: 'it ends by itself and leaves no connection behind',
        holds: ending.ended && relay.connections === 0,
      };
      relay.become('open');
      const backend = await place.startBackend({
        clusters,
        entities: services,
      });
      await waitUntilComplete('own', backend, services);
      return {
        claims: [clean, { what: 'the next one reads everything', holds: true }],
      };
    }),
};

/** Ends a backend in the middle of its first lists. */
async function endWhileReading(place, { relay, clusters }) {
  let ended = false;
  const whileStarting = async pid => {
    while (relay.connections === 0) await delay(10);
    relay.become('stalled');
    process.kill(pid, 'SIGTERM');
    const deadline = Date.now() + endsWithinMs;
    while (isRunning(pid) && Date.now() < deadline) await delay(20);
    ended = !isRunning(pid);
  };
  let watching;
  const start = place.startBackend({
    clusters,
    whileStarting: pid => (watching = whileStarting(pid)),
  });
  // It ends before it is ready, as it was asked to.
  await start.catch(() => {});
  await watching;
  return { ended };
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
