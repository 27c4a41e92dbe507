import { cpus } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * @param {number} withinMs how long it looks
 * @returns {Promise<number>} the share of the time of all processors, from 0 to 1, that nothing used
 */
export async function idleShare(withinMs) {
  const before = spentMs();
  await delay(withinMs, undefined, { ref: false });
  const after = spentMs();
  return (after.idle - before.idle) / (after.all - before.all);
}

function spentMs() {
  const times = cpus().flatMap(cpu => Object.entries(cpu.times));
  const sum = chosen => chosen.reduce((total, [, ms]) => total + ms, 0);
  return {
    idle: sum(times.filter(([kind]) => kind === 'idle')),
    all: sum(times),
  };
}
