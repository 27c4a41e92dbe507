import assert from 'node:assert/strict';
import { it } from 'node:test';
import { soakPart } from './soakPart.mjs';

/** In half a minute the code is still being compiled; the ten minutes of `npm run bench -- soak` have a tighter one. */
const mostGrowth = 1.15;

it('keeps neither sockets nor memory in half a minute of changes and views', async () => {
  const { limits } = await soakPart({
    services: 50,
    seconds: 30,
    lookEverySeconds: 1,
  });
  const [memory, ...sockets] = limits;
  for (const { what, value, limit } of sockets) {
    assert.ok(value <= limit, `${what}: ${value}`);
  }
  assert.ok(memory.value < mostGrowth, `memory grew by ${memory.value}`);
});
