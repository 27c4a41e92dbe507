import assert from 'node:assert/strict';
import { it } from 'node:test';
import { holds } from '../result.mjs';
import { soakPart } from './soakPart.mjs';

it('keeps neither sockets nor memory in half a minute of changes and views', async () => {
  const { limits } = await soakPart({
    services: 50,
    seconds: 30,
    lookEverySeconds: 1,
  });
  for (const limit of limits) {
    assert.ok(holds(limit), `${limit.what}: ${limit.value}`);
  }
});
