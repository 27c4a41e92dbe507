import { hasFailed } from './runDrill.mjs';

/**
 * @typedef {{
 *   engine: import('./engineDrills.mjs').EngineDrills, topology: import('./engineDrills.mjs').TopologyDrills,
 *   name: string, drills: readonly import('./engineDrills.mjs').Drill[],
 * }} Round servers of their own and what is drilled on them, one drill after the other; `name` is unique
 */

const unknownMs = 60_000;

/**
 * The rounds of the chosen topologies: those that take long first, so that none of them is what all wait for in the end,
 * and those of different engines in turns, since a virtual machine of Kafka takes several times what a Redis does.
 *
 * @param {readonly Pick<Round, 'engine' | 'topology'>[]} chosen
 * @param {{ only?: readonly string[], short?: boolean, kept?: readonly import('./keptResults.mjs').Run[] }} [wish]
 *   `only`: drills by name; `short`: those of the short form; all without either. Few drills of a topology share their
 *   servers; one that has nothing in the short form but its start is left out of that. `kept`: what drills took before.
 * @returns {Round[]}
 */
export function planRounds(
  chosen,
  { only = [], short = false, kept = [] } = {},
) {
  const areFew = only.length > 0 || short;
  const isWished = ({ name, isShort = false }) =>
    only.length > 0 ? only.includes(name) : isShort || !short;
  const rounds = chosen.flatMap(({ engine, topology }) => {
    const { name, parts } = topology;
    const [[firstStart]] = parts;
    const wished = parts.map(part =>
      part.filter(drill => drill !== firstStart && isWished(drill)),
    );
    if (short && wished.flat().length === 0) return [];
    return (areFew ? [wished.flat()] : wished).map((drills, index) => ({
      ...{ engine, topology, name: `${engine.name}-${name}-${index + 1}` },
      drills: [firstStart, ...drills],
    }));
  });
  const longestFirst = rounds.toSorted(
    (one, other) => expectedMs(other, kept) - expectedMs(one, kept),
  );
  return takeTurns(
    Object.values(Object.groupBy(longestFirst, ({ engine }) => engine.name)),
  );
}

/** The first of each list, then the second of each, and so on. */
function takeTurns(lists) {
  const longest = Math.max(...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, turn) =>
    lists.flatMap(list => list.slice(turn, turn + 1)),
  ).flat();
}

/** @param {Round} round @param {readonly import('./keptResults.mjs').Run[]} kept */
function expectedMs({ engine, topology, drills }, kept) {
  const run = kept.find(
    each => each.engine === engine.name && each.topology === topology.name,
  );
  return drills
    .map(({ name }) => run?.results.find(result => result.name === name))
    .reduce((sum, result) => sum + (result?.fullStrengthMs ?? unknownMs), 0);
}

/**
 * What was found about a topology, however many rounds it took. That it starts is told once, unless it failed to.
 *
 * @param {readonly {
 *   name: string, engine: string, topology: string, version: string, results: readonly import('./runDrill.mjs').DrillResult[],
 * }[]} runs of rounds, in any order; `name`: of the round
 * @returns {{ engine: string, topology: string, version: string, results: import('./runDrill.mjs').DrillResult[] }[]}
 *   one for each topology, with its rounds in the order of their names
 */
export function joinRounds(runs) {
  const byName = runs.toSorted((one, other) =>
    one.name.localeCompare(other.name),
  );
  const byTopology = Object.groupBy(
    byName,
    ({ engine, topology }) => `${engine} ${topology}`,
  );
  return Object.values(byTopology).map(([first, ...others]) => ({
    engine: first.engine,
    topology: first.topology,
    version: first.version,
    results: [
      ...first.results,
      ...others.flatMap(({ results: [start, ...rest] }) =>
        hasFailed(start) ? [start, ...rest] : rest,
      ),
    ],
  }));
}
