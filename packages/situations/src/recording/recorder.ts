import { KubernetesObject, objectKey } from '../cluster/kubernetesObject';
import { World } from '../judging/world';
import { Aliases } from './aliases';
import { clean } from './clean';
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
  private failure: unknown;

  constructor(private readonly of: Of) {
    this.world = new World(of.serverVersion);
    this.aliases = new Aliases(of.namespace, of.situation);
  }

  /** How many lines were written down so far. */
  get told(): number {
    return this.lines.length;
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
    this.write({ at: this.timeline.at, step });
  }

  skip(ms: number): void {
    this.timeline.skip(ms);
  }

  /** An object that came or changed; a change of nothing that is written down is none. */
  seen(raw: KubernetesObject): void {
    this.aliases.meet(raw);
    const line = this.world.describe(this.rewritten(raw), this.timeline.at);
    if (line) {
      this.write(line);
    }
  }

  gone(raw: KubernetesObject): void {
    const deleted = objectKey(this.rewritten(raw));
    this.write({ at: this.timeline.at, deleted });
  }

  end(): Recording {
    this.write({ at: this.timeline.at, end: true });
    const { situation, serverVersion } = this.of;
    return { situation, serverVersion, lines: this.lines };
  }

  private write(line: RecordedLine): void {
    this.world.apply(line);
    this.lines.push(line);
  }

  private rewritten(raw: KubernetesObject): KubernetesObject {
    const text = JSON.stringify(clean(raw));
    // The same shape: only strings in it have changed.
    return JSON.parse(
      this.timeline.rewrite(this.aliases.rewrite(text), raw.metadata.uid ?? ''),
    ) as KubernetesObject;
  }
}
