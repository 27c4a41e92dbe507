import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import {
  assess,
  Assessment,
  Observation,
  StatefulSetRecord,
} from 'backstage-plugin-stateful-services-common';
import { ClusterInventory } from '../inventory/clusterInventory';
import { Inventory } from '../inventory/inventory';
import { setKey } from '../inventory/inventoryChange';
import { observe } from '../inventory/observe';

/** While something is under way, time alone changes the judgement: graces end, deadlines pass. */
const UNSETTLED_REUSE_MS = 1_000;

/** A set that is settled changes by an event only; findings say since when, which may be this much behind. */
const SETTLED_REUSE_MS = 30_000;

interface Entry {
  readonly assessment: Assessment;
  readonly assessedAt: number;
}

/**
 * True when time alone says nothing new of the set. Risks lie in how a set is made, not in what goes on with it, so they do
 * not end or begin by themselves.
 */
export function isSettled({ levels }: Assessment): boolean {
  return [levels.rollout, levels.availability, levels.storage].every(
    level => level === 'fine',
  );
}

const NOT_JUDGED = {
  read: false,
  reason: 'broken',
  message: 'The judgement of this set failed; the log of the portal says why.',
} as const;

/** The set alone: what is not known of it cannot be misjudged. */
function withoutInputs({ cluster, statefulSet }: Observation): Observation {
  return {
    cluster,
    statefulSet,
    pods: NOT_JUDGED,
    claims: NOT_JUDGED,
    volumes: NOT_JUDGED,
    nodes: NOT_JUDGED,
    storageClasses: NOT_JUDGED,
    podDisruptionBudgets: NOT_JUDGED,
    services: NOT_JUDGED,
    volumeUsage: NOT_JUDGED,
    zones: NOT_JUDGED,
    otherStatefulSets: NOT_JUDGED,
    endpointSlices: NOT_JUDGED,
    horizontalPodAutoscalers: NOT_JUDGED,
    volumeAttachments: NOT_JUDGED,
    volumeAttributesClasses: NOT_JUDGED,
    volumeSnapshots: NOT_JUDGED,
    events: NOT_JUDGED,
    controllerRevisions: NOT_JUDGED,
    history: NOT_JUDGED,
  };
}

/** Judges sets, and keeps each judgement until something that it rests on changes. */
export class AssessmentCache {
  readonly #entries = new Map<string, Entry>();
  #onJudged: (seconds: number) => void = () => {};

  constructor(
    inventory: Inventory,
    private readonly now: () => number,
    private readonly logger: Pick<LoggerService, 'error'>,
  ) {
    inventory.onChange(change => {
      if (change.kind === 'sets') {
        for (const set of change.sets) {
          this.#entries.delete(setKey(change.cluster, set));
        }
      } else {
        this.#dropCluster(change.cluster);
      }
    });
  }

  assess(cluster: ClusterInventory, set: StatefulSetRecord): Assessment {
    const key = setKey(cluster.name, set);
    const now = this.now();
    const entry = this.#entries.get(key);
    if (entry) {
      const reuseMs = isSettled(entry.assessment)
        ? SETTLED_REUSE_MS
        : UNSETTLED_REUSE_MS;
      if (now - entry.assessedAt < reuseMs) {
        return entry.assessment;
      }
    }
    const begin = performance.now();
    const assessment = this.#judge(
      key,
      observe(cluster, set),
      cluster.clock.at(now),
    );
    this.#onJudged((performance.now() - begin) / 1000);
    this.#entries.set(key, { assessment, assessedAt: now });
    return assessment;
  }

  /** What the judgement will be at another time, if nothing happens until then; milliseconds since the epoch. */
  judgeAt(
    cluster: ClusterInventory,
    set: StatefulSetRecord,
    time: number,
  ): Assessment {
    return this.#judge(
      setKey(cluster.name, set),
      observe(cluster, set),
      cluster.clock.at(time),
    );
  }

  /** Called with the seconds that each judgement of the present took. */
  onJudged(listener: (seconds: number) => void): void {
    this.#onJudged = listener;
  }

  /** A set that cannot be judged is unknown, and hides no other. */
  #judge(key: string, observation: Observation, now: number): Assessment {
    try {
      return assess(observation, { now });
    } catch (error) {
      this.logger.error(
        `StatefulSet ${key} could not be judged`,
        toError(error),
      );
      return assess(withoutInputs(observation), { now });
    }
  }

  #dropCluster(cluster: string): void {
    for (const key of this.#entries.keys()) {
      if (key.startsWith(`${cluster}/`)) {
        this.#entries.delete(key);
      }
    }
  }
}
