import { wrap } from './wrap.mjs';

/** Text of a cluster may hold anything; a terminal is to see none of its control characters. */
const plain = value =>
  // eslint-disable-next-line no-control-regex -- they are what is taken out
  String(value).replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ');

/** @param {readonly object[]} reports @param {'json' | 'text'} format */
export function formatReport(reports, format) {
  return format === 'json'
    ? JSON.stringify(reports, null, 2)
    : reports.map(formatSet).join('\n\n\n');
}

function formatSet({ namespace, name, assessment }) {
  const { level, headline, nextStep } = assessment;
  return [
    `${plain(namespace)}/${plain(name)}: ${level}`,
    wrap(plain(headline), { first: '  ', next: '  ' }),
    ...(nextStep
      ? [wrap(plain(nextStep), { first: '  Next: ', next: '        ' })]
      : []),
    ...assessment.findings.flatMap(formatFinding),
    ...assessment.acknowledged.flatMap(formatAcknowledged),
    ...formatUnknowns(assessment.unknowns),
  ].join('\n');
}

function formatFinding({ severity, id, title, evidence, remediation }) {
  return [
    '',
    wrap(`${plain(title)} [${id}]`, {
      first: `  ${severity.toUpperCase()} `,
      next: '    ',
    }),
    ...evidence.map(formatEvidence),
    ...remediation.flatMap(formatStep),
  ];
}

function formatEvidence({ object, field, observed, expected }) {
  return wrap(
    `${object.kind}/${plain(object.name)} ${plain(field)}: ${plain(observed)} (expected ${plain(expected)})`,
    { first: '    ', next: '      ' },
  );
}

/** A command stays on its line, so that it can be copied. */
function formatStep({ text, command, danger, precheck }) {
  const cost = danger === 'safe' ? '' : ` (${danger})`;
  return [
    wrap(`${plain(text)}${cost}`, { first: '    → ', next: '      ' }),
    ...(precheck
      ? [wrap(plain(precheck), { first: '      first: ', next: '      ' })]
      : []),
    ...(command ? [`      $ ${plain(command)}`] : []),
  ];
}

function formatAcknowledged({ id, title, acknowledgement }) {
  const { until, by, reason } = acknowledgement;
  const who = by ? ` by ${by}` : '';
  const why = reason ? `: ${reason}` : '';
  return [
    '',
    wrap(`${plain(title)} [${id}]`, { first: '  ', next: '    ' }),
    wrap(plain(`acknowledged until ${until}${who}${why}`), {
      first: '    ',
      next: '    ',
    }),
  ];
}

function formatUnknowns(unknowns) {
  const lines = unknowns.map(({ input, message }) =>
    wrap(plain(message), { first: `  unknown ${input}: `, next: '    ' }),
  );
  return lines.length > 0 ? ['', ...lines] : [];
}

/** @param {readonly object[]} rules @param {'json' | 'text'} format */
export function formatRules(rules, format) {
  const listed = rules.map(({ id, axis, severity, summary, needs }) => ({
    id,
    axis,
    severity,
    summary,
    needs,
  }));
  return format === 'json'
    ? JSON.stringify(listed, null, 2)
    : listed.map(formatRule).join('\n');
}

function formatRule({ id, axis, severity, summary }) {
  const head = `${id.padEnd(32)} ${severity.padEnd(8)} ${axis.padEnd(12)}`;
  return [head.trimEnd(), wrap(summary, { first: '  ', next: '  ' })].join(
    '\n',
  );
}
