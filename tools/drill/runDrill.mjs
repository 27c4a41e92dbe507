import { longestGapMs, summarizeProbes } from './measure.mjs';

/**
 * @typedef {{
 *   name: string, title: string, promisesAll: boolean, limit?: string, done?: string, failure?: string,
 *   acknowledged: number, lost: number, gapMs?: number, fullStrengthMs?: number,
 *   probes: ReturnType<typeof summarizeProbes>,
 * }} DrillResult
 *   `acknowledged`: writes while it lasted; `lost`: of all writes that were ever acknowledged, lost since the drill began
 */

/**
 * @param {import('./engineDrills.mjs').Scene} scene
 * @param {import('./engineDrills.mjs').Drill} drill
 * @param {Set<number>} knownLost numbers that are lost already, which this adds to
 * @returns {Promise<DrillResult>}
 */
export async function runDrill(scene, drill, knownLost) {
  const { writer, probes } = scene;
  const { name, title, promisesAll, limit } = drill;
  const from = Date.now();
  const before = writer.acknowledged.length;
  const { meantToLose, ...outcome } = await harm(scene, drill).catch(error => ({
    failure: error.message,
  }));
  const to = Date.now();
  const missing = outcome.failure ? [] : await writer.verify();
  const newlyMissing = missing.filter(number => !knownLost.has(number));
  newlyMissing.forEach(number => knownLost.add(number));
  const lost = newlyMissing.filter(
    number =>
      !meantToLose || number <= meantToLose.after || number > meantToLose.upTo,
  );
  return {
    ...{ name, title, promisesAll, limit },
    ...outcome,
    acknowledged: writer.acknowledged.length - before,
    lost: lost.length,
    gapMs:
      before === 0
        ? undefined
        : longestGapMs(writer.acknowledged, { from, to }),
    probes: summarizeProbes(probes.entries, { from, to }),
  };

  async function harm() {
    const { done, meantToLose } = await drill.run(scene);
    await scene.waitForFullStrength();
    const fullStrengthMs = Date.now() - from;
    await scene.waitForWrites();
    return { done, fullStrengthMs, meantToLose };
  }
}

/** @param {DrillResult} result */
export function hasFailed({ failure, lost, promisesAll }) {
  return failure !== undefined || (promisesAll && lost > 0);
}
