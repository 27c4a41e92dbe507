import { spans } from './measure.mjs';
import { hasFailed } from './runDrill.mjs';

const seconds = ms => (ms === undefined ? '–' : `${(ms / 1000).toFixed(1)} s`);

/** @param {import('./runDrill.mjs').DrillResult} result @returns {string} for a terminal */
export function describe(result) {
  const {
    title,
    done,
    failure,
    acknowledged,
    lost,
    gapMs,
    fullStrengthMs,
    probes,
    promisesAll,
  } = result;
  const mark = hasFailed(result) ? 'FAILED' : 'ok';
  return [
    `${mark.padEnd(7)} ${title}${done ? `: ${done}` : ''}`,
    `        acknowledged ${acknowledged}, lost ${lost}${promisesAll ? '' : ' (loss is possible)'}, longest gap ${seconds(gapMs)}, full strength after ${seconds(fullStrengthMs)}`,
    ...probes.map(probe => `        ${describeProbes(probe)}`),
    ...(failure ? [`        ${failure}`] : []),
  ].join('\n');
}

function describeProbes({ name, notReady, notAlive }) {
  const ready =
    notReady.length === 0
      ? 'ready throughout'
      : `not ready at ${spans(notReady)} s`;
  const alive =
    notAlive.length === 0
      ? 'alive whenever asked'
      : `no answer at ${spans(notAlive)} s`;
  return `${name}: ${ready}; ${alive}`;
}

/**
 * @param {{
 *   engine: string, topology: string, version: string, results: readonly import('./runDrill.mjs').DrillResult[], remark?: string,
 * }[]} runs `remark`: in what a kept result differs from those that are made now
 */
export function drillsPage(runs) {
  return [
    '# Drills',
    '',
    'Made by `npm run drill -- ENGINE --docs`; do not edit. Real servers, started by the scripts, the configuration and the',
    'probes of the chart as helm renders them, each pod in a network namespace of its own with a new address after each',
    'restart, on one machine. A client writes numbered records, one after the other, and remembers which were acknowledged.',
    'Seconds since the start of the drill, on two processors that other drills shared: on a cluster they are fewer. Whether',
    'a container is ready and whether it is alive is asked as often as the chart says. Kafka runs on Java 25, not on the 21',
    'of its official image, with options for a quick start: the serial collector, one compiler, and classes that were loaded and',
    'linked before. A loss of power and slow disks are not part of the drills; TLS is, for',
    'MySQL and for the dedicated topology of Kafka.',
    ...runs.flatMap(pageOfRun),
    '',
  ].join('\n');
}

function pageOfRun({ engine, topology, version, results, remark }) {
  const rows = results.map(
    result =>
      `| ${result.title} | ${result.acknowledged} | ${result.lost} | ${result.promisesAll ? 'none lost' : 'best effort'} | ${seconds(result.gapMs)} | ${seconds(result.fullStrengthMs)} |`,
  );
  return [
    '',
    `## ${engine} ${topology}, on ${version}`,
    '',
    ...(remark ? [remark, ''] : []),
    '| drill | acknowledged | lost | promise | longest write gap | full strength after |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
    ...results.flatMap(result => [
      '',
      `### ${result.title}`,
      '',
      ...[result.done, result.limit, result.failure]
        .filter(Boolean)
        .map(text => `${text[0].toUpperCase()}${text.slice(1)}.\n`),
      ...result.probes.map(probe => `- ${describeProbes(probe)}`),
    ]),
  ];
}
