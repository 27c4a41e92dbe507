import assert from 'node:assert/strict';
import { it } from 'node:test';
import { holds } from '../result.mjs';
import { soakPart } from './soakPart.mjs';

/** In half a minute caches still fill and code is compiled, which shows in the resident memory. */
const isTold = ({ what }) => !what.startsWith('resident memory');

it('keeps neither sockets nor memory in half a minute of changes and views', async () => {
  const { limits } = await soakPart({
    services: 50,
    seconds: 30,
    lookEverySeconds: 1,
  });
  for (const limit of limits.filter(isTold)) {
    assert.ok(holds(limit), `${limit.what}: ${limit.value}`);
  }
});
