import { NOW, pod, secondsAgo, statefulSet } from '../__fixtures__/objects';
import { assess } from '../assessment/assess';
import { observeObjects } from '../observation/observeObjects';

const DAY = 86_400;

it.each([
  [6, 'info'],
  [8, 'warning'],
])('calls a stage that has been left for %s days %s', (days, severity) => {
  const [observation] = observeObjects(
    [
      statefulSet({
        metadata: {
          managedFields: [{ manager: 'helm', time: secondsAgo(days * DAY) }],
        },
        spec: {
          updateStrategy: {
            type: 'RollingUpdate',
            rollingUpdate: { partition: 2 },
          },
        },
        status: { updateRevision: 'redis-bbbbbbbb' },
      }),
      pod(0),
      pod(1),
      pod(2, { revision: 'redis-bbbbbbbb' }),
    ],
    { cluster: 'prod', complete: false },
  );
  const findings = observation && assess(observation, { now: NOW }).findings;
  expect(findings).toContainEqual(
    expect.objectContaining({ id: 'roll.partition-hold', severity }),
  );
});
