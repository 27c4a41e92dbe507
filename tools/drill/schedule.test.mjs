import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { joinRounds, planRounds } from './schedule.mjs';

const drill = (name, isShort = false) => ({ name, isShort });
const start = drill('first-start', true);
const topology = {
  name: 'group',
  parts: [
    [start, drill('kill', true)],
    [drill('roll'), drill('grow', true)],
  ],
};
const chosen = ['mysql', 'kafka'].map(name => ({ engine: { name }, topology }));
const told = rounds =>
  rounds.map(({ name, drills }) => [name, ...drills.map(each => each.name)]);

describe('planRounds', () => {
  it('gives each part servers of its own that start first, what took long before what did not, the engines in turns', () => {
    const kept = [
      {
        ...{ engine: 'kafka', topology: 'group' },
        results: [
          { name: 'first-start', fullStrengthMs: 40_000 },
          { name: 'kill', fullStrengthMs: 200_000 },
          { name: 'roll', fullStrengthMs: 150_000 },
        ],
      },
    ];
    assert.deepEqual(told(planRounds(chosen, { kept })), [
      ['kafka-group-2', 'first-start', 'roll', 'grow'],
      ['mysql-group-2', 'first-start', 'roll', 'grow'],
      ['kafka-group-1', 'first-start', 'kill'],
      ['mysql-group-1', 'first-start', 'kill'],
    ]);
  });

  it('lets few drills share their servers', () => {
    assert.deepEqual(told(planRounds(chosen.slice(1), { short: true })), [
      ['kafka-group-1', 'first-start', 'kill', 'grow'],
    ]);
    assert.deepEqual(told(planRounds(chosen.slice(1), { only: ['roll'] })), [
      ['kafka-group-1', 'first-start', 'roll'],
    ]);
  });
});

describe('the short form', () => {
  it('leaves out a topology that would only be started', () => {
    const upgrade = { name: 'upgrade', parts: [[start, drill('upgrade')]] };
    const engine = { name: 'kafka' };
    assert.deepEqual(
      told(
        planRounds(
          [
            { engine, topology: upgrade },
            { engine, topology },
          ],
          { short: true },
        ),
      ),
      [['kafka-group-1', 'first-start', 'kill', 'grow']],
    );
  });
});

describe('joinRounds', () => {
  const topologyRun = {
    engine: 'mysql',
    topology: 'group',
    version: 'MySQL 9',
  };
  const round = (part, results) => ({
    ...{ ...topologyRun, name: `mysql-group-${part}` },
    results,
  });
  const held = name => ({ name, promisesAll: true, lost: 0 });
  const failed = name => ({ ...held(name), failure: 'no answer' });

  it('tells the first start of a topology once, and the drills in the order of its parts', () => {
    assert.deepEqual(
      joinRounds([
        round(2, [held('first-start'), held('roll')]),
        round(1, [held('first-start'), held('kill')]),
      ]),
      [
        {
          ...topologyRun,
          results: [held('first-start'), held('kill'), held('roll')],
        },
      ],
    );
  });

  it('tells a first start that failed', () => {
    assert.deepEqual(
      joinRounds([
        round(1, [held('first-start')]),
        round(2, [failed('first-start')]),
      ]),
      [
        {
          ...topologyRun,
          results: [held('first-start'), failed('first-start')],
        },
      ],
    );
  });
});
