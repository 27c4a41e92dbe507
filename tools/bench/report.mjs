import { describeFigure, holds, shareOf } from './result.mjs';

const limitColumns = ['', 'measured', 'limit', 'measured / limit'];

/** @param {import('./result.mjs').Limit} limit */
const limitRow = limit => [
  limit.what,
  describeFigure(limit.value, limit.unit),
  describeFigure(limit.limit, limit.unit),
  `${shareOf(limit).toFixed(2)}${holds(limit) ? '' : ' (does not hold)'}`,
];

/** @param {import('./result.mjs').PartResult} result @returns {string} for a terminal */
export function describe({ title, limits, tables }) {
  return [
    title,
    alignedTable([limitColumns, ...limits.map(limitRow)]),
    ...tables.map(
      table =>
        `${table.title}\n${alignedTable([table.columns, ...table.rows])}`,
    ),
  ].join('\n\n');
}

/** @param {readonly (readonly string[])[]} rows */
function alignedTable(rows) {
  const widths = rows[0].map((_, column) =>
    Math.max(...rows.map(row => row[column].length)),
  );
  return rows
    .map(row =>
      row
        .map((cell, column) =>
          column === 0
            ? cell.padEnd(widths[column])
            : cell.padStart(widths[column]),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** @param {readonly import('./result.mjs').KeptResult[]} results */
export function benchmarksPage(results) {
  return [
    '# Benchmarks',
    '',
    'Made by `npm run bench -- --docs`, in about twenty minutes; do not edit. Every figure stands beside its limit or beside the figure of',
    '`@backstage/plugin-kubernetes-backend` from the same run, since machines differ more than ratios do.',
    ...results.flatMap(sectionOf),
    '',
  ].join('\n');
}

function sectionOf({ part, title, about, limits, tables, machine, minutes }) {
  return [
    '',
    `## ${title}`,
    '',
    `${about} Made by \`npm run bench -- ${part} --docs\` in ${minutes} minutes; Node ${machine.node}, ${machine.platform}, ${machine.cores} cores, ${machine.memoryGibibytes} GiB, load ${machine.loadBefore ?? 'unknown'} before.`,
    '',
    ...markdownTable(limitColumns, limits.map(limitRow)),
    ...tables.flatMap(({ title: heading, columns, rows }) => [
      '',
      `### ${heading}`,
      '',
      ...markdownTable(columns, rows),
    ]),
  ];
}

function markdownTable(columns, rows) {
  const line = cells => `| ${cells.join(' | ')} |`;
  const rule = columns.map((_, index) => (index === 0 ? '---' : '--:'));
  return [columns, rule, ...rows].map(line);
}
