import { fileURLToPath } from 'node:url';
import {
  ask,
  questions,
  waitUntilComplete,
} from '../../bench/backends/questions.mjs';
import { namespaceOf } from '../../bench/cluster/writtenCluster.mjs';
import { writeToEtcd } from '../../bench/cluster/etcdWriter.mjs';
import { serviceObjects } from '../../bench/landscape/serviceObjects.mjs';
import { World } from '../rig/world.mjs';
import { Place } from './place.mjs';

const shiftClock = fileURLToPath(new URL('shiftClock.cjs', import.meta.url));
const offMinutes = [10, -10];

/** One whose member has just lost its readiness, one that is well, one in the middle of a rollout. */
const services = 3;
const rolling = 2;

/** @type {import('../scenarios.mjs').Scenario} */
export const clockOff = {
  id: 'clock-off',
  title: 'the clock of the backend is ten minutes off',
  run: () =>
    Place.with(async place => {
      const { plane, access } = await place.startWritten({ services });
      const world = await World.create(plane.etcdUrl);
      await writeToEtcd(
        plane.etcdUrl,
        serviceObjects({
          index: rolling,
          namespace: namespaceOf(rolling),
          situation: 'rolling',
          now: Date.now(),
        }),
      );
      await world.hurt();
      const startBackend = async minutes => {
        const backend = await place.startBackend({
          entities: services,
          clusters: [access],
          preload: [shiftClock],
          environment: { CLOCK_OFF_MS: String(minutes * 60_000) },
        });
        await waitUntilComplete('own', backend, services);
        return backend;
      };
      const right = await startBackend(0);
      const claims = [];
      for (const minutes of offMinutes) {
        const off = await startBackend(minutes);
        // Both are asked at the same time, since what is said of a set may change with the time.
        const [found, expected] = await Promise.all(
          [off, right].map(judgements),
        );
        claims.push({
          what: `${Math.abs(minutes)} minutes ${minutes > 0 ? 'ahead' : 'behind'}: the same is said of a set that is well, one that rolls and one that has just lost a member`,
          holds: JSON.stringify(found) === JSON.stringify(expected),
        });
      }
      return { claims };
    }),
};

/** What does not tell the time. */
async function judgements(backend) {
  const reports = [];
  for (let index = 0; index < services; index += 1) {
    const { body } = await ask(backend, questions.own(index));
    const { statefulSets } = JSON.parse(body);
    reports.push(
      statefulSets.map(({ name, assessment }) => ({
        name,
        levels: assessment.levels,
        rollout: assessment.rollout,
        availability: assessment.availability,
        storage: assessment.storage,
        members: assessment.members.map(({ state }) => state),
        findings: assessment.findings.map(({ id }) => id),
      })),
    );
  }
  return reports;
}
