import {
  assess,
  Assessment,
  Observation,
  Rollout,
} from 'backstage-plugin-stateful-services-common';
import { BEGINNING, Recording } from '../recording/recording';
import { SET } from '../situation';
import { World } from './world';

/** The judgement of a step: what was said on the way, without repeats, and what is said at its end. */
export interface JudgedStep {
  readonly does: string;
  /** Rollout states in order, the first one being that of the beginning. */
  readonly states: readonly string[];
  /** Findings that were there at any time; one that came back after it had gone is listed once more. */
  readonly found: readonly string[];
  /** At its end; undefined when there is no set. */
  readonly last?: Assessment;
}

/** A moment at which a set was judged. */
export interface Moment {
  readonly now: number;
  readonly world: World;
  readonly observation: Observation;
  readonly assessment: Assessment;
  /** True at the end of a step. */
  readonly isLast: boolean;
}

const NO_SET = 'no set';

export function nameState(rollout: Rollout): string {
  return [
    rollout.state,
    ...('reason' in rollout && rollout.state === 'Blocked'
      ? [rollout.reason]
      : []),
    ...('ordinal' in rollout && rollout.ordinal !== undefined
      ? [rollout.ordinal]
      : []),
  ].join(' ');
}

export function nameFinding({
  id,
  ordinal,
}: Assessment['findings'][number]): string {
  return ordinal === undefined ? id : `${id} ${ordinal}`;
}

/** Times to look at between two events: every second at first, then every five. */
function* momentsBetween(from: number, to: number): Generator<number> {
  for (
    let now = from + 1000;
    now < to;
    now += now - from < 20_000 ? 1e3 : 5e3
  ) {
    yield now;
  }
}

class StepJudge {
  private readonly states: string[] = [];
  private readonly found: string[] = [];
  private present: ReadonlySet<string> = new Set();
  private last: Assessment | undefined;

  constructor(readonly does: string) {}

  judge(assessment: Assessment | undefined): void {
    const state = assessment ? nameState(assessment.rollout) : NO_SET;
    if (this.states.at(-1) !== state) {
      this.states.push(state);
    }
    const present = new Set(assessment?.findings.map(nameFinding));
    this.found.push(...[...present].filter(id => !this.present.has(id)));
    this.present = present;
    this.last = assessment;
  }

  end(): JudgedStep {
    const { does, states, found, last } = this;
    return { does, states, found, ...(last && { last }) };
  }
}

/**
 * Judges a recording at every event, and between events as time passes.
 *
 * @param look - is shown every judgement.
 */
export function judge(
  { lines, serverVersion }: Recording,
  look: (moment: Moment) => void = () => {},
): readonly JudgedStep[] {
  const world = new World(serverVersion);
  const steps: JudgedStep[] = [];
  let step: StepJudge | undefined;
  const judgeAt = (at: number, isLast = false) => {
    const now = BEGINNING + at;
    const observation = world.observe(SET);
    const assessment = observation && assess(observation, { now });
    if (observation && assessment) {
      look({ now, world, observation, assessment, isLast });
    }
    step?.judge(assessment);
  };
  let previous = 0;
  for (const line of lines) {
    for (const at of momentsBetween(previous, line.at)) {
      judgeAt(at);
    }
    previous = line.at;
    world.apply(line);
    const isLast = 'step' in line || 'end' in line;
    judgeAt(line.at, isLast);
    if (step && isLast) {
      steps.push(step.end());
    }
    if ('step' in line) {
      step = new StepJudge(line.step);
      judgeAt(line.at);
    }
  }
  return steps;
}
