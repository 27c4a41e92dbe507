import { Assessment } from 'backstage-plugin-stateful-services-common';
import { ALWAYS_FOUND, Situation, Step } from '../situation';
import { JudgedStep, nameFinding } from './judge';

/** The states with those left out that may be missing, or undefined when they are not as the step says. */
function agreed(
  states: readonly string[],
  says: readonly string[],
): readonly string[] | undefined {
  const [next, ...rest] = says;
  if (next === undefined) {
    return states.length === 0 ? [] : undefined;
  }
  const [state, ...others] = states;
  if (!next.endsWith('?')) {
    const after = state === next ? agreed(others, rest) : undefined;
    return after && [next, ...after];
  }
  return (
    (state === next.slice(0, -1) ? agreed(others, rest) : undefined) ??
    agreed(states, rest)
  );
}

/** A name without an ordinal stands for the finding of any. */
const isNamed = (finding: string, name: string) =>
  finding === name || finding.startsWith(`${name} `);

const toldFindings = (assessment: Assessment | undefined) =>
  (assessment?.findings ?? [])
    .map(nameFinding)
    .filter(name => !ALWAYS_FOUND.some(always => isNamed(name, always)));

const list = (items: readonly string[]) => items.join(', ') || 'none';

function complaintsAbout(
  { does, says, finds = [], mayFind = [] }: Step,
  judged: JudgedStep,
  before: readonly string[],
): readonly string[] {
  const complaints: string[] = [];
  const [, ...states] = judged.states;
  if (!agreed(states, says)) {
    complaints.push(`said ${list(states)}, not ${list(says)}`);
  }
  const atEnd = toldFindings(judged.last);
  if ([...atEnd].sort().join() !== [...finds].sort().join()) {
    complaints.push(`found ${list(atEnd)} at its end, not ${list(finds)}`);
  }
  const allowed = [...finds, ...mayFind, ...before, ...ALWAYS_FOUND];
  const wrong = judged.found.filter(
    id => !allowed.some(name => isNamed(id, name)),
  );
  if (wrong.length > 0) {
    complaints.push(`found ${list(wrong)} on the way`);
  }
  const again = judged.found.filter(
    (id, index) =>
      judged.found.indexOf(id) !== index &&
      ![...mayFind, ...ALWAYS_FOUND].some(name => isNamed(id, name)),
  );
  if (again.length > 0) {
    complaints.push(`found ${list(again)} once more after it had gone`);
  }
  return complaints.map(complaint => `"${does}": ${complaint}`);
}

/** What is wrong with a judgement; nothing when it says in each step what the situation tells. */
export function complaintsOf(
  { steps }: Situation,
  judged: readonly JudgedStep[],
): readonly string[] {
  return steps.flatMap((step, index) => {
    const found = judged[index];
    return found
      ? complaintsAbout(step, found, steps[index - 1]?.finds ?? [])
      : [`"${step.does}" was not judged`];
  });
}

/** A judgement in lines that do not change from run to run: states that may be missing and times are left out. */
export function renderJudgement(
  { steps }: Situation,
  judged: readonly JudgedStep[],
): readonly string[] {
  return judged.flatMap(({ does, states: [, ...states], last }, index) => [
    does,
    ...(agreed(states, steps[index]?.says ?? []) ?? states)
      .filter(state => !state.endsWith('?'))
      .map(state => `  ${state}`),
    ...(last
      ? [
          `  at the end ${last.level}: rollout ${last.levels.rollout}, availability ${last.availability.state}, storage ${last.storage.state}`,
          ...last.members.map(
            ({ podName, state, revisionState, level }) =>
              `    ${podName} ${state}, revision ${revisionState}: ${level}`,
          ),
          ...last.findings.map(
            finding => `    ${finding.severity} ${nameFinding(finding)}`,
          ),
        ]
      : []),
  ]);
}
