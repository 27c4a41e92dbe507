import { complaints } from './runFaults.mjs';

const seconds = ms =>
  ms === undefined ? 'never' : `${(ms / 1_000).toFixed(1)} s`;

/** A cell of a table holds neither its border nor addresses that differ from run to run. */
const cell = text =>
  text.replaceAll('|', '\\|').replace(/https:\/\/127\.0\.0\.1:\d+/g, '');

const line = cells => `| ${cells.map(cell).join(' | ')} |`;

const faultRow = result => [
  result.title,
  result.seconds > 0 ? `${result.seconds} s` : 'once',
  seconds(result.toldAfterMs),
  seconds(result.rightAfterMs),
  String(result.falselyHealthy),
  String(result.connections),
  result.others.untouched ? seconds(result.others.slowestMs) : 'touched',
];

function shownOf({ title, shown, seen }) {
  return [
    '',
    `### ${title}`,
    '',
    ...(seen ? [`${seen}.`, ''] : []),
    ...shown.map(text => `- ${cell(text)}`),
  ];
}

const scenarioRows = ({ title, claims }) =>
  claims.map(({ what, holds }) => [title, what, holds ? 'yes' : 'no']);

/** @param {import('./runFaults.mjs').Results} results @returns {string} docs/cluster-faults.md */
export function clusterFaultsPage({ faults, scenarios, machine }) {
  const bad = faults.filter(result => complaints(result).length > 0);
  return [
    '# Faults of clusters',
    '',
    'Made by `npm run faults -- --docs`; do not edit. What becomes of the report while a cluster, or the way to it, is out of',
    `order. Each fault is made on a real API server 1.36.3, or on a socket before it; the backend is the one of production.`,
    `Node ${machine.node}, ${machine.cores} cores, load ${machine.loadBefore ?? 'unknown'} before. \`npm run test:real\` makes the same faults for a shorter time.`,
    '',
    'While a fault lasts, one member stops serving, one has started again, one loses its volume, one set appears and another',
    'one goes. *Told* is the time from then until the report no longer calls the set healthy, whether it knows better or says',
    'that it cannot know. *Right again* is the time from the end of the fault until the report says exactly what is so, nothing',
    'lost. *Falsely healthy* counts how often it called the set healthy in between. *Others* is the longest that a change in',
    'another cluster took to be told meanwhile; every other cluster was read without a break, unless it says otherwise.',
    '',
    ...(bad.length > 0
      ? [
          `Not as it should be: ${bad.map(({ title }) => title).join('; ')}.`,
          '',
        ]
      : []),
    line([
      'fault',
      'lasts',
      'told',
      'right again',
      'falsely healthy',
      'connections at most',
      'others',
    ]),
    line(['---', '--:', '--:', '--:', '--:', '--:', '--:']),
    ...faults.map(result => line(faultRow(result))),
    '',
    line(['fault', 'what is claimed', 'holds']),
    line(['---', '---', '---']),
    ...scenarios.flatMap(scenarioRows).map(line),
    '',
    'A database that is away for a minute and the loss of one of two replicas are tested in',
    '`plugins/stateful-services-backend/src/history/replicas.real.test.ts`.',
    '',
    '## What the report shows meanwhile',
    ...faults.flatMap(shownOf),
    '',
  ].join('\n');
}
