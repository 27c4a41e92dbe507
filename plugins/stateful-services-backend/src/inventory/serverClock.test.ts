import { ServerClock } from './serverClock';

const OURS = Date.parse('2026-11-20T12:00:00Z');

it.each([
  ['the server is ten minutes ahead', 600_000, OURS + 600_000],
  ['the server is ten minutes behind', -600_000, OURS - 600_000],
  ['the difference may be that of an answer under way', 2_000, OURS],
])('reads the time of the server when %s', (_what, aheadMs, expected) => {
  const clock = new ServerClock(() => OURS);
  clock.heard(OURS + aheadMs);
  expect(clock.at(OURS)).toBe(expected);
});

it('goes by ours until a server has told its own, and then by the latest', () => {
  let now = OURS;
  const clock = new ServerClock(() => now);
  expect(clock.at(now)).toBe(OURS);
  clock.heard(OURS + 600_000);
  expect(clock.at(OURS + 1_000)).toBe(OURS + 601_000);
  now += 1_000;
  clock.heard(now);
  expect(clock.at(now)).toBe(now);
});
