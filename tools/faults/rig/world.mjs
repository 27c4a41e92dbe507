import { serviceObjects } from '../../bench/landscape/serviceObjects.mjs';
import { timestamp } from '../../bench/landscape/metadata.mjs';
import {
  deleteFromEtcd,
  writeToEtcd,
} from '../../bench/cluster/etcdWriter.mjs';
import { namespaceOf } from '../../bench/cluster/writtenCluster.mjs';

/** Which service of the cluster the page is about. */
const index = 0;
const namespace = namespaceOf(index);
const hour = 3_600_000;

/**
 * What is so in a cluster, and what a report has to say of it. It is written below the API server, so that things happen
 * also while that is down, and no controller mends them.
 */
export class World {
  #etcdUrl;
  #objects;
  #set;
  #pods;
  #claims;
  #extra;
  #changes = 0;

  /** @param {string} etcdUrl of a cluster that startWrittenCluster has started */
  static async create(etcdUrl) {
    const world = new World(etcdUrl);
    await writeToEtcd(etcdUrl, world.#objects);
    return world;
  }

  constructor(etcdUrl) {
    this.#etcdUrl = etcdUrl;
    const objects = serviceObjects({
      index,
      namespace,
      situation: 'quiet',
      now: Date.now(),
    });
    const all = kind => objects.filter(object => object.kind === kind);
    [this.#set] = all('StatefulSet');
    this.#pods = all('Pod');
    this.#claims = all('PersistentVolumeClaim');
    this.#objects = objects;
  }

  /** One set appears, another one goes, one member has started again, one no longer serves, one has lost its volume. */
  async hurt() {
    this.#setReady(1, false);
    this.#claims[1] = withStatus(this.#claims[1], { phase: 'Lost' });
    await this.#happen();
  }

  /** The set is whole again. */
  async mend() {
    this.#setReady(1, true);
    this.#claims[1] = withStatus(this.#claims[1], { phase: 'Bound' });
    await this.#happen();
  }

  /** One member has started again. */
  async restart() {
    this.#changes += 1;
    this.#countRestart();
    await writeToEtcd(this.#etcdUrl, [this.#pods[2]]);
  }

  /** What a report says when it is right: each set with what its members do. */
  get truth() {
    const members = this.#pods.map(({ status }, ordinal) =>
      memberOf({
        isServing: status.conditions.every(
          condition => condition.status === 'True',
        ),
        restarts: status.containerStatuses[0].restartCount,
        phase: this.#claims[ordinal].status.phase,
      }),
    );
    const sets = [`${this.#set.metadata.name}: ${members.join(', ')}`];
    return [...sets, ...(this.#extra ? [`${this.#extra.metadata.name}: `] : [])]
      .sort()
      .join('; ');
  }

  async #happen() {
    this.#changes += 1;
    this.#countRestart();
    const gone = this.#extra;
    this.#extra = this.#emptySet(`extra-${this.#changes}`);
    await writeToEtcd(this.#etcdUrl, [
      ...this.#pods,
      ...this.#claims,
      this.#extra,
    ]);
    if (gone) await deleteFromEtcd(this.#etcdUrl, gone);
  }

  #setReady(ordinal, isReady) {
    const status = isReady ? 'True' : 'False';
    const pod = this.#pods[ordinal];
    this.#pods[ordinal] = withStatus(pod, {
      conditions: pod.status.conditions.map(condition => ({
        ...condition,
        ...(/Ready$/.test(condition.type) && {
          status,
          lastTransitionTime: timestamp(Date.now()),
        }),
      })),
    });
  }

  #countRestart() {
    const pod = this.#pods[2];
    const [first, ...others] = pod.status.containerStatuses;
    this.#pods[2] = withStatus(pod, {
      containerStatuses: [{ ...first, restartCount: this.#changes }, ...others],
    });
  }

  /** A set without members that the same entity selects. */
  #emptySet(name) {
    const [set] = serviceObjects({
      index: 1_000 + this.#changes,
      namespace,
      situation: 'quiet',
      now: Date.now() - hour,
      replicas: 0,
    });
    const labels = {
      ...set.metadata.labels,
      'backstage.io/kubernetes-id': this.#set.metadata.name,
    };
    return { ...set, metadata: { ...set.metadata, name, labels } };
  }
}

const withStatus = (object, status) => ({
  ...object,
  status: { ...object.status, ...status },
});

const memberOf = ({ isServing, restarts, phase }) =>
  `${isServing ? 'serves' : 'does not'}, ${restarts} restarts, claim ${phase}`;

/**
 * The same of what a report says of one cluster.
 *
 * @param {readonly object[]} statefulSets of the cluster
 */
export function toldTruth(statefulSets) {
  return statefulSets
    .map(({ name, assessment: { members } }) => {
      const told = members.map(({ state, restarts, claims }) =>
        memberOf({
          isServing: state === 'available',
          restarts,
          phase: claims[0]?.phase,
        }),
      );
      return `${name}: ${told.join(', ')}`;
    })
    .sort()
    .join('; ');
}
