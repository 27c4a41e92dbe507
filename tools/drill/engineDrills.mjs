/**
 * @typedef {{
 *   name: string, title: string, isShort?: boolean, promisesAll: boolean, limit?: string,
 *   run: (scene: any) => Promise<{ done: string, meantToLose?: { after: number, upTo: number } }>,
 * }} Drill
 *   `isShort`: part of the short form; `promisesAll`: the chart promises that no acknowledged write is lost; `limit`: why
 *   it does not, or what is not covered; `run` gets the scene of its engine, does the harm and says what was done, and
 *   which numbers nobody promised to keep, asked while no server runs; the runner then waits for full strength.
 *
 * @typedef {{
 *   version: string, writer: import('./writer.mjs').Writer, probes: import('./probeLog.mjs').ProbeLog,
 *   watch: () => Promise<void>, waitForFullStrength: () => Promise<void>, waitForWrites: () => Promise<void>, end: () => Promise<void>,
 * }} Scene
 *   A network, pods that have not started yet, a client that writes, and somebody who notes what the probes say.
 *   `version`: of the servers, such as `Redis 8.0.6`. Engines add what their drills need.
 *
 * @typedef {{ children: import('../running/children.mjs').Children, work: string, helm: string }} SceneOptions
 *   `work`: folder for what belongs to this run alone; `helm`: the program
 *
 * @typedef {{
 *   name: string, parts: readonly (readonly Drill[])[], setScene: (options: SceneOptions) => Promise<Scene>,
 * }} TopologyDrills
 *   `parts`: each is drilled on servers of its own, beside the others. The first drill of the first part is the first start,
 *   with which all parts begin.
 *
 * @typedef {{ name: string, isLight?: boolean, topologies: readonly TopologyDrills[] }} EngineDrills
 *   Every topology of the engine that is drilled, the most important one first. `isLight`: its servers leave the processors to
 *   others.
 */

import { kafkaDrills } from './kafka/kafkaDrills.mjs';
import { mysqlDrills } from './mysql/mysqlDrills.mjs';
import { redisDrills } from './redis/redisDrills.mjs';

/** @type {readonly EngineDrills[]} */
export const allEngineDrills = [redisDrills, mysqlDrills, kafkaDrills];
