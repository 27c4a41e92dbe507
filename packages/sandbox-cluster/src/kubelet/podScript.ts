import { controllerOf } from '../kinds/metadata';
import { Pod } from '../kinds/pod';
import { Behaviour, PodChoice } from './behaviour';

function matches(choice: PodChoice, pod: Pod): boolean {
  return (
    choice.namespace === pod.metadata.namespace &&
    (!choice.pod || choice.pod === pod.metadata.name) &&
    (!choice.statefulSet || choice.statefulSet === controllerOf(pod)?.name) &&
    (!choice.image ||
      pod.spec.containers.some(({ image }) => image === choice.image))
  );
}

/** The behaviours that were asked for, and how long ordinary pods take. The latest matching one counts. */
export class PodScript {
  private rules: readonly {
    readonly choice: PodChoice;
    readonly behaviour: Behaviour;
  }[] = [];

  /** Milliseconds that an ordinary pod takes to become ready, and to end. */
  constructor(
    public startMs: number,
    public stopMs: number,
  ) {}

  behave(choice: PodChoice, behaviour: Behaviour): void {
    this.rules = [{ choice, behaviour }, ...this.rules];
  }

  /** Lets the chosen pods be ordinary again. */
  forget(choice: PodChoice): void {
    const id = JSON.stringify(choice);
    this.rules = this.rules.filter(rule => JSON.stringify(rule.choice) !== id);
  }

  behaviourOf(pod: Pod): Behaviour | undefined {
    return this.rules.find(rule => matches(rule.choice, pod))?.behaviour;
  }
}
