import { KubernetesObject, objectKey } from '../cluster/kubernetesObject';
import { World } from '../judging/world';
import { Aliases } from './aliases';
import { clean } from './clean';
import { inOrderOfWrites, Said } from './order';
import { RecordedLine, Recording } from './recording';
import { Timeline } from './timeline';

interface Of {
  readonly situation: string;
  readonly namespace: string;
  readonly serverVersion: string;
}

/** Writes down what watches say, without what chance has put into it. */
export class Recorder {
  readonly world: World;
  private readonly timeline = new Timeline();
  private readonly aliases: Aliases;
  private readonly lines: RecordedLine[] = [];
  /** Since the step began. */
  private said: Said[] = [];
  private failure: unknown;

  constructor(private readonly of: Of) {
    this.world = new World(of.serverVersion);
    this.aliases = new Aliases(of.namespace, of.situation);
  }

  /** How many lines were written down so far. */
  get told(): number {
    return this.lines.length + this.said.length;
  }

  /** Gives up, because a watch has. */
  fail(cause: unknown): void {
    this.failure = cause;
  }

  /** @throws what made a watch give up. */
  assertWatching(): void {
    if (this.failure !== undefined) {
      throw this.failure;
    }
  }

  begin(step: string): void {
    this.finishStep();
    this.lines.push({ at: this.timeline.at, step });
  }

  skip(ms: number): void {
    this.timeline.skip(ms);
  }

  /** An object that came or changed; a change of nothing that is written down is none. */
  seen(raw: KubernetesObject): void {
    this.aliases.meet(raw);
    const line = this.world.describe(this.rewritten(raw), this.timeline.at);
    if (line) {
      this.say(line, raw);
    }
  }

  gone(raw: KubernetesObject): void {
    const deleted = objectKey(this.rewritten(raw));
    this.say({ at: this.timeline.at, deleted }, raw);
  }

  end(): Recording {
    this.finishStep();
    this.lines.push({ at: this.timeline.at, end: true });
    const { situation, serverVersion } = this.of;
    return { situation, serverVersion, lines: this.lines };
  }

  private say(line: RecordedLine, { metadata }: KubernetesObject): void {
    this.world.apply(line);
    this.said.push({ line, resourceVersion: Number(metadata.resourceVersion) });
  }

  private finishStep(): void {
    this.lines.push(...inOrderOfWrites(this.said));
    this.said = [];
  }

  private rewritten(raw: KubernetesObject): KubernetesObject {
    const text = JSON.stringify(clean(raw));
    // The same shape: only strings in it have changed.
    return JSON.parse(
      this.timeline.rewrite(this.aliases.rewrite(text), raw.metadata.uid ?? ''),
    ) as KubernetesObject;
  }
}
