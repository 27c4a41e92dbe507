import { setTimeout as delay } from 'node:timers/promises';

/**
 * Cuts a primary off from all others for 40 s, while a client beside it goes on to write to it.
 *
 * @param {Pick<import('./engineDrills.mjs').Scene, 'waitForFullStrength'>} scene
 * @param {{ primary: import('./pod.mjs').Pod, beside: ReturnType<typeof import('./writeBeside.mjs').writeBeside> }} given
 * @returns {Promise<{ done: string }>} with what became of the writes of that client
 */
export async function cutOff({ waitForFullStrength }, { primary, beside }) {
  await beside.hasBegun();
  await primary.cut();
  await delay(40_000);
  const acknowledgedAlone = beside.countSince();
  await primary.join();
  await waitForFullStrength();
  const lost = await beside.endAndVerify();
  return {
    done: `${primary.name} cut off; a client beside it got ${acknowledgedAlone} writes acknowledged meanwhile, ${lost} of its writes were lost`,
  };
}
