import { assess } from '../assessment/assess';
import { Finding } from '../contract/finding';
import { catalogue } from '../findings/catalogue';
import { situations } from '../findings/__fixtures__/situations';
import { observeWorld } from '../findings/__fixtures__/world';
import { Axis, Rule } from '../findings/rule';

const AXES: readonly Axis[] = ['rollout', 'availability', 'storage', 'risk'];

/** What the rule says of the situation in which it must fire. */
function exampleOf({ id }: Rule): Finding | undefined {
  const { observation, now } = observeWorld(situations.get(id)?.present ?? []);
  return assess(observation, { now }).findings.find(found => found.id === id);
}

const cell = (text: string) => text.replaceAll('|', '\\|');

function renderExample({ title, evidence, remediation }: Finding): string {
  const facts = evidence.map(
    ({ object, field, observed, expected }) =>
      `| ${object.kind} \`${object.name}\` | \`${cell(field)}\` | ${cell(observed)} | ${cell(expected)} |`,
  );
  const steps = remediation.map(({ text, command, danger, precheck }) =>
    [
      `- ${text} Danger: ${danger}.`,
      ...(precheck ? [`  Before: ${precheck}`] : []),
      ...(command ? ['', '  ```sh', `  ${command}`, '  ```'] : []),
    ].join('\n'),
  );
  return [
    `> ${title}`,
    '## Evidence',
    [
      '| object | field | observed | expected |',
      '| --- | --- | --- | --- |',
      ...facts,
    ].join('\n'),
    ...(steps.length > 0 ? ['## What to do', steps.join('\n')] : []),
  ].join('\n\n');
}

function renderPage(rule: Rule): string {
  const example = exampleOf(rule);
  const inputs = ['statefulSet', ...rule.needs].join(', ');
  return [
    `# ${rule.id}`,
    rule.summary,
    rule.explanation,
    `Severity: usually ${rule.severity}. Axis: ${rule.axis}. Judged from: ${inputs}. Without one of them the finding is unknown, never absent.`,
    ...(example ? ['For example:', renderExample(example)] : []),
    ...(rule.suppresses
      ? [
          `On the same member it stands for its symptoms: ${rule.suppresses.map(id => (id.endsWith('.') ? `${id}*` : id)).join(', ')}.`,
        ]
      : []),
    `Source: ${rule.source}`,
    '',
  ].join('\n\n');
}

function renderIndex(): string {
  const sections = AXES.map(axis => {
    const rows = catalogue
      .filter(rule => rule.axis === axis)
      .map(
        ({ id, severity, summary }) =>
          `| [${id}](${id}.md) | ${severity} | ${summary} |`,
      );
    return [
      `## ${axis}`,
      [
        '| finding | severity | what is wrong |',
        '| --- | --- | --- |',
        ...rows,
      ].join('\n'),
    ].join('\n\n');
  });
  return [
    '# Findings',
    'What a judgement may find, by axis. Each page is written from the rule and the situation that proves it (`npm run docs`). How the axes are judged is in [the model](../model.md).',
    ...sections,
    '',
  ].join('\n\n');
}

/** Every page of docs/findings by its file name. */
export function renderFindingPages(): ReadonlyMap<string, string> {
  return new Map([
    ['README.md', renderIndex()],
    ...catalogue.map(rule => [`${rule.id}.md`, renderPage(rule)] as const),
  ]);
}
