/** Text of a cluster may hold anything; a terminal is to see none of its control characters. */
const plain = value =>
  // eslint-disable-next-line no-control-regex -- they are what is taken out
  String(value).replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ');

/** @param {readonly object[]} reports @param {'json' | 'text'} format */
export function formatReport(reports, format) {
  if (format === 'json') return JSON.stringify(reports, null, 2);
  if (reports.length === 0) return 'There is no StatefulSet among the objects.';
  return reports.map(formatSet).join('\n\n');
}

function formatSet({ namespace, name, assessment }) {
  return [
    `${plain(namespace)}/${plain(name)}: ${assessment.level}`,
    `  ${plain(assessment.headline)}`,
    ...(assessment.nextStep ? [`  Next: ${plain(assessment.nextStep)}`] : []),
    ...assessment.findings.flatMap(formatFinding),
    ...assessment.unknowns.map(
      ({ input, message }) => `\n  unknown ${input}: ${plain(message)}`,
    ),
  ].join('\n');
}

function formatFinding({ severity, id, title, evidence, remediation }) {
  return [
    '',
    `  ${severity.toUpperCase()} ${plain(title)} [${id}]`,
    ...evidence.map(
      ({ object, field, observed, expected }) =>
        `    ${object.kind}/${plain(object.name)} ${plain(field)}: ${plain(observed)} (expected ${plain(expected)})`,
    ),
    ...remediation.flatMap(({ text, command, danger, precheck }) => [
      `    → ${plain(text)}${danger === 'safe' ? '' : ` (${danger})`}`,
      ...(precheck ? [`      first: ${plain(precheck)}`] : []),
      ...(command ? [`      $ ${plain(command)}`] : []),
    ]),
  ];
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
    : listed
        .map(
          ({ id, axis, severity, summary }) =>
            `${id.padEnd(34)} ${severity.padEnd(9)} ${axis.padEnd(13)} ${summary}`,
        )
        .join('\n');
}
