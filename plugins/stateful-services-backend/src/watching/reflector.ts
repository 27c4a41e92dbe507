import { ResourceName } from 'backstage-plugin-stateful-services-common';
import { ApiReader } from './apiReader';
import { backOffMs } from './backOff';
import { FailureRow } from './failureRow';
import { listPages } from './listPages';
import { keyOf, Projected, projectEvent } from './projection';
import { ReadFailure, transportFailure, UnreadKind } from './readFailure';
import { ReadTarget } from './readTarget';
import { ReadingState } from './readingState';
import { ResourceSink } from './resourceSink';
import { SharedOutage } from './sharedOutage';
import { wait } from './wait';
import { WatchEvent } from './watchEvent';
import { WatchProof } from './watchProof';
import { watchStream } from './watchStream';

/** Permissions are granted by people, so asking more often is of no use. */
const DENIED_RETRY_MS = 30_000;

/** An API server that has just started denies what it permits, until it has read its roles (seen with 1.36.3). */
const LASTING_DENIALS = 5;

/** A custom resource is installed by hand, so nobody waits for it by the second. */
const NOT_SERVED_RETRY_MS = 5 * 60_000;

export interface ReflectorOptions<TName extends ResourceName> {
  readonly api: ApiReader;
  readonly target: ReadTarget<TName>;
  /** Ends instead of trying again when permission to read the target is denied. */
  readonly endsWhenDenied?: boolean;
  readonly sink: ResourceSink<TName>;
  /** Of all watches of the API server. */
  readonly outage: SharedOutage;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** In [0, 1). */
  readonly random: () => number;
}

/**
 * Keeps a sink equal to what one API server holds of one resource.
 *
 * @remarks
 * Lists by a streaming list where the server has it and in pages where not, then watches from there. Whatever breaks, it
 * goes on from the last resource version; only when that has expired it lists again, and what is known stays until the
 * new list is complete. Model: client-go `tools/cache/reflector.go` (1.36).
 */
export class Reflector<TName extends ResourceName> {
  readonly #options: ReflectorOptions<TName>;
  readonly #state: ReadingState;
  readonly #row: FailureRow;
  #resourceVersion: string | undefined;
  #streamsLists = true;
  #denials = 0;
  #hasWatched = false;

  constructor(options: ReflectorOptions<TName>) {
    this.#options = options;
    this.#row = new FailureRow(options.now);
    this.#state = new ReadingState(
      state => options.sink.report(state),
      options.now,
    );
  }

  /** Runs until the signal is aborted or, where that was asked for, until permission is denied; never rejects. */
  async run(signal: AbortSignal): Promise<'aborted' | 'denied'> {
    const outcome = await this.#readOn(signal);
    this.#state.forget();
    return outcome;
  }

  async #readOn(signal: AbortSignal): Promise<'aborted' | 'denied'> {
    while (!signal.aborted) {
      try {
        await this.#readOnce(signal);
        await wait(this.#afterEnd(), signal);
      } catch (error) {
        if (signal.aborted) {
          break;
        }
        const failure = this.#toFailure(error);
        if (this.#options.endsWhenDenied && this.#isDeniedForGood(failure)) {
          return 'denied';
        }
        await this.#recover(failure, signal);
      }
    }
    return 'aborted';
  }

  async #readOnce(signal: AbortSignal): Promise<void> {
    const { api, target, sink } = this.#options;
    this.#row.tries();
    if (this.#resourceVersion === undefined && !this.#streamsLists) {
      const list = await listPages(api, target, {
        signal,
        onBytes: count => this.#heard(count),
      });
      sink.statistics.events += list.objects.length;
      sink.replaceAll(list.objects);
      this.#resourceVersion = list.resourceVersion;
      this.#streamsLists = true;
      this.#works();
    }
    await this.#watch(signal);
  }

  async #watch(signal: AbortSignal): Promise<void> {
    const { api, target, random } = this.#options;
    let initialList: Map<string, Projected<TName>> | undefined =
      this.#resourceVersion === undefined ? new Map() : undefined;
    const proof = new WatchProof(() => this.#works());
    try {
      const events = watchStream(api, target, {
        resourceVersion: this.#resourceVersion,
        timeoutSeconds: 300 + Math.floor(random() * 300),
        signal,
        onBytes: count => {
          proof.heardBytes();
          this.#heard(count);
        },
        onOpen: () => {
          this.#countOpened();
          this.#row.opened();
          if (!initialList) {
            proof.begin();
          }
        },
      });
      for await (const event of events) {
        proof.heardEvent();
        if (initialList) {
          initialList = this.#gather(initialList, event);
        } else {
          this.#apply(event);
        }
      }
    } finally {
      proof.end();
    }
  }

  #works(): void {
    this.#denials = 0;
    this.#state.succeeded();
    this.#options.outage.ended();
  }

  #heard(bytes: number): void {
    const { sink, now } = this.#options;
    sink.statistics.receivedBytes += bytes;
    sink.statistics.heardAt = now();
  }

  #countOpened(): void {
    if (this.#hasWatched) {
      this.#options.sink.statistics.restarts += 1;
    }
    this.#hasWatched = true;
  }

  /** Returns undefined when the list is complete and has been handed over. */
  #gather(
    list: Map<string, Projected<TName>>,
    event: WatchEvent,
  ): Map<string, Projected<TName>> | undefined {
    if (event.type === 'put') {
      const object = projectEvent(this.#options.target.resource, event);
      list.set(object.key, object);
    } else if (event.type === 'remove') {
      list.delete(keyOf(event.object));
    } else if (event.type === 'bookmark' && event.endsInitialList) {
      this.#options.sink.statistics.events += list.size;
      this.#options.sink.replaceAll([...list.values()]);
      this.#resourceVersion = event.resourceVersion;
      this.#works();
      return undefined;
    }
    return list;
  }

  #apply(event: WatchEvent): void {
    const { target, sink } = this.#options;
    if (event.type !== 'bookmark') {
      sink.statistics.events += 1;
    }
    if (event.type === 'put') {
      sink.put(projectEvent(target.resource, event));
    } else if (event.type === 'remove') {
      sink.remove(keyOf(event.object));
    }
    this.#resourceVersion = event.resourceVersion ?? this.#resourceVersion;
  }

  #afterEnd(): number {
    const failures = this.#row.ended();
    return failures === 0 ? 0 : backOffMs(failures, this.#options.random);
  }

  #toFailure(error: unknown): ReadFailure {
    const { api, target } = this.#options;
    const what = `GET ${api.address} (${target.resource.name})`;
    return transportFailure(what, error);
  }

  /** Notes the failure and waits until it makes sense to try again. */
  async #recover(failure: ReadFailure, signal: AbortSignal): Promise<void> {
    const waitMs = this.#afterFailure(failure);
    const { retryAfterMs = 0, denied } = failure.details;
    const endsWithOthers = denied
      ? this.#hasWatched
      : failure.kind === 'unreachable' || failure.kind === 'broken';
    const recovery = endsWithOthers ? this.#options.outage : { wait };
    await wait(retryAfterMs, signal);
    await recovery.wait(waitMs, signal);
  }

  #fail(state: UnreadKind, failure: ReadFailure): void {
    const { sink, now } = this.#options;
    sink.statistics.lastFailure = { at: now(), message: failure.message };
    this.#state.failed(state, failure);
  }

  #afterFailure(failure: ReadFailure): number {
    const { random } = this.#options;
    const inRow = this.#row.failed(failure.kind);
    switch (failure.kind) {
      case 'unsupported':
        return this.#afterRefusal(failure, inRow);
      case 'expired':
        this.#resourceVersion = undefined;
        return inRow === 1 ? 0 : backOffMs(inRow, random);
      case 'forbidden':
        this.#fail(failure.kind, failure);
        this.#denials += 1;
        // Credentials, unlike permissions, are renewed by themselves: a token file may hold another one soon.
        return this.#isDeniedForGood(failure)
          ? DENIED_RETRY_MS * (1 + random())
          : backOffMs(this.#denials, random);
      case 'notFound':
        return this.#afterNotFound(failure, inRow);
      case 'broken':
      case 'unreachable':
        this.#fail(failure.kind, failure);
        // A garbled answer is seldom given twice.
        return failure.kind === 'broken' && inRow === 1
          ? 0
          : backOffMs(inRow, random);
      default: {
        const unknown: never = failure.kind;
        throw new Error(`Unknown failure ${unknown}`);
      }
    }
  }

  /** What was permitted before is not denied at the first word. */
  #isDeniedForGood({ details }: ReadFailure): boolean {
    return (
      details.denied !== undefined &&
      (!this.#hasWatched || this.#denials >= LASTING_DENIALS)
    );
  }

  /** What a cluster may do without may be installed later; everything else must be there. */
  #afterNotFound(failure: ReadFailure, inRow: number): number {
    const { random, target, sink } = this.#options;
    if (target.resource.optional) {
      this.#resourceVersion = undefined;
      sink.replaceAll([]);
      this.#state.notServed();
      return NOT_SERVED_RETRY_MS * (1 + random());
    }
    this.#fail('broken', failure);
    return backOffMs(inRow, random);
  }

  /** A refused streaming list comes in pages, this once; a refusal of anything else is a broken server. */
  #afterRefusal(failure: ReadFailure, inRow: number): number {
    if (this.#streamsLists && this.#resourceVersion === undefined) {
      this.#streamsLists = false;
      return 0;
    }
    this.#fail('broken', failure);
    return backOffMs(inRow, this.#options.random);
  }
}
