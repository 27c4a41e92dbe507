import {
  Assessment,
  catalogue,
  StatefulSetRecord,
} from 'backstage-plugin-stateful-services-common';
import { ClusterInventory } from '../inventory/clusterInventory';
import { observe } from '../inventory/observe';
import { recordKey } from '../watching/projection';
import { compareTraces } from './compareTraces';
import { describeAuthorship } from './describeAuthorship';
import { HistoryEntry } from './historyEntry';
import { SetTrace } from './setTrace';
import { traceSet } from './traceSet';

const RULE_INPUTS = new Map(catalogue.map(({ id, needs }) => [id, needs]));

/** A finding whose rule cannot be asked at the moment is not over: it stays as it was. */
function keepUnasked(
  before: SetTrace | undefined,
  after: SetTrace,
  { unknowns }: Assessment,
): SetTrace {
  const unread = new Set(unknowns.map(({ input }) => input));
  const unasked = [...(before?.findings ?? [])].filter(
    ([key, { rule }]) =>
      !after.findings.has(key) &&
      RULE_INPUTS.get(rule)?.some(input => unread.has(input)),
  );
  return unasked.length === 0
    ? after
    : { ...after, findings: new Map([...after.findings, ...unasked]) };
}

function tellsTheSame(a: SetTrace | undefined, b: SetTrace): boolean {
  return (
    a !== undefined &&
    a.wanted.generation === b.wanted.generation &&
    a.rollout.outstanding === b.rollout.outstanding &&
    a.findings.size === b.findings.size &&
    [...a.findings.keys()].every(key => b.findings.has(key))
  );
}

export interface ClusterHistoryOptions {
  readonly cluster: ClusterInventory;
  readonly assess: (
    cluster: ClusterInventory,
    set: StatefulSetRecord,
  ) => Assessment;
  readonly now: () => number;
}

/** What history knows of the sets of one cluster, and which of them it has to look at: also what time alone changes is announced. */
export class ClusterHistory {
  readonly #options: ClusterHistoryOptions;
  /** By key of the set, as is the following. */
  readonly #traces = new Map<string, SetTrace>();
  readonly #concerned = new Set<string>();
  #readable = '';

  constructor(options: ClusterHistoryOptions) {
    this.#options = options;
  }

  get name(): string {
    return this.#options.cluster.name;
  }

  isOf(cluster: ClusterInventory): boolean {
    return cluster === this.#options.cluster;
  }

  /** False while what the cluster says is old or missing: nothing may be concluded from that. */
  get isReadable(): boolean {
    const { state } = this.#options.cluster.clusterReading();
    return state === 'synced' || state === 'partial';
  }

  get hasConcerned(): boolean {
    return this.#concerned.size > 0;
  }

  concern(sets: readonly StatefulSetRecord[]): void {
    for (const { namespace, name } of sets) {
      this.#concerned.add(recordKey(namespace, name));
    }
  }

  /** How the cluster can be read has changed: that concerns all sets, if other resources than before can be read. */
  concernAll(): void {
    const { state, unread } = this.#options.cluster.clusterReading();
    const readable = [state, ...unread.map(({ resource }) => resource)].join();
    if (readable !== this.#readable) {
      this.#readable = readable;
      for (const key of this.#options.cluster.tables.statefulsets.keys()) {
        this.#concerned.add(key);
      }
    }
  }

  /** Takes what is stored for what is known. Concerned are the sets of which something else was known, or nothing. */
  adopt(stored: readonly SetTrace[]): readonly HistoryEntry[] {
    const { statefulsets } = this.#options.cluster.tables;
    const gone: HistoryEntry[] = [];
    const storedKeys = new Set<string>();
    for (const trace of stored) {
      const key = recordKey(trace.namespace, trace.name);
      if (statefulsets.get(key)?.uid !== trace.setUid) {
        gone.push({ kind: 'setGone', set: trace, at: this.#options.now() });
        continue;
      }
      storedKeys.add(key);
      if (!tellsTheSame(this.#traces.get(key), trace)) {
        this.#traces.set(key, trace);
        this.#concerned.add(key);
      }
    }
    for (const key of statefulsets.keys()) {
      if (!storedKeys.has(key)) {
        this.#traces.delete(key);
        this.#concerned.add(key);
      }
    }
    return gone;
  }

  /** Looks at no more than that many of the sets concerned, and says what has happened to them. */
  look(most: number): readonly HistoryEntry[] {
    const entries: HistoryEntry[] = [];
    let looks = 0;
    for (const key of this.#concerned) {
      if (looks === most) {
        break;
      }
      looks += 1;
      this.#concerned.delete(key);
      entries.push(...this.#lookAt(key));
    }
    return entries;
  }

  #lookAt(key: string): readonly HistoryEntry[] {
    const { cluster } = this.#options;
    const set = cluster.tables.statefulsets.get(key);
    const former = this.#traces.get(key);
    if (set && former?.setUid === set.uid) {
      return this.#lookAtSet(key, set, former);
    }
    this.#traces.delete(key);
    return [
      ...(former
        ? [{ kind: 'setGone', set: former, at: this.#options.now() } as const]
        : []),
      ...(set ? this.#lookAtSet(key, set, undefined) : []),
    ];
  }

  #lookAtSet(
    key: string,
    set: StatefulSetRecord,
    before: SetTrace | undefined,
  ): readonly HistoryEntry[] {
    const { cluster, assess, now } = this.#options;
    const observation = observe(cluster, set);
    // What is to be rolled out is not known before the controller has looked at it, which is another event.
    if (
      !observation.pods.read ||
      set.status.observedGeneration < set.generation
    ) {
      return [];
    }
    const assessment = assess(cluster, set);
    const look = { now: now(), ...(before && { before }) };
    const after = traceSet(observation, assessment, look);
    const { entries, trace } = compareTraces(
      before,
      keepUnasked(before, after, assessment),
      { now: look.now, authorship: describeAuthorship(set) },
    );
    this.#traces.set(key, trace);
    return entries;
  }
}
