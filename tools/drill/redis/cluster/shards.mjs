import { waitUntil } from '../../waitUntil.mjs';
import { slotCount } from './slots.mjs';

/** The shards of a Redis Cluster, asked by the chart's own functions. */
export class Shards {
  /** @param {import('../../podSet.mjs').PodSet[]} podSets one for each shard; others may be added */
  constructor(podSets) {
    this.podSets = podSets;
  }

  /** All pods of all shards. */
  get pods() {
    return this.podSets.flatMap(({ pods }) => pods);
  }

  /** @param {number} index of the shard @returns {Promise<import('../../pod.mjs').Pod>} */
  async primary(index) {
    let found = [];
    await waitUntil(`shard ${index} has one primary`, async () => {
      found = await this.#primaries(this.podSets[index]);
      return found.length === 1;
    });
    return found[0];
  }

  /** @param {import('../../pod.mjs').Pod} pod */
  async roleOf(pod) {
    const index = this.podSets.findIndex(({ pods }) => pods.includes(pod));
    return (await this.primary(index)) === pod ? 'the primary' : 'a replica';
  }

  /** @param {import('../../pod.mjs').Pod} pod @returns {Promise<boolean>} whether it says that it has slots of its own */
  async leads(pod) {
    return (await ask(pod, 'leads 127.0.0.1')).code === 0;
  }

  /** @param {readonly number[]} indexes of shards @returns {Promise<boolean>} whether each has one that leads it */
  async serve(indexes) {
    const answers = await Promise.all(
      indexes
        .flatMap(index => this.podSets[index].pods)
        .map(pod => this.leads(pod)),
    );
    return answers.filter(Boolean).length === indexes.length;
  }

  /** @param {number} index of the shard @returns {Promise<number>} how many slots its primary has */
  async slotsOf(index) {
    const { output } = await ask(
      await this.primary(index),
      'ask 127.0.0.1 6379 CLUSTER NODES | grep myself',
    );
    const ranges = output.trim().split(' ').slice(8);
    return ranges
      .map(range => range.split('-').map(Number))
      .reduce((sum, [from, to = from]) => sum + to - from + 1, 0);
  }

  /** Every server takes the password that its pod sees now, and shows it to the others. */
  async useTheirPassword() {
    const used = await Promise.all(
      this.pods.map(pod =>
        ask(
          pod,
          '[ "$(ask 127.0.0.1 6379 CONFIG GET masterauth | tail -n 1)" = "$(cat "$PASSWORD_FILE")" ]',
        ),
      ),
    );
    return used.every(({ code }) => code === 0);
  }

  /** Every pod is ready, every shard has one primary, and all nodes know all nodes, none of them failed, and all slots. */
  async areAtFullStrength() {
    for (const podSet of this.podSets)
      if (!(await podSet.areReady())) return false;
    const answers = new Map(
      await Promise.all(
        this.pods.map(async pod => [
          pod,
          await ask(
            pod,
            'ask 127.0.0.1 6379 CLUSTER INFO && nodes_known_by 127.0.0.1',
          ),
        ]),
      ),
    );
    const isPrimary = pod => answers.get(pod).output.includes('myself,master');
    return (
      this.podSets.every(({ pods }) => pods.filter(isPrimary).length === 1) &&
      [...answers.values()].every(
        ({ code, output }) =>
          code === 0 &&
          output.includes(`cluster_slots_ok:${slotCount}`) &&
          output.includes(`cluster_known_nodes:${this.pods.length}`) &&
          !/fail|handshake|disconnected/.test(
            output.slice(output.lastIndexOf('cluster_')),
          ),
      )
    );
  }

  async #primaries({ pods }) {
    const answers = await Promise.all(
      pods.map(pod => ask(pod, 'role_of 127.0.0.1')),
    );
    return pods.filter((_, index) => answers[index].output.trim() === 'master');
  }
}

/** @param {import('../../pod.mjs').Pod} pod @param {string} script that sources the chart's functions */
export async function ask(pod, script) {
  const container = pod.container('redis');
  if (container === undefined) return { code: -1, output: '', problem: '' };
  return container.exec(['sh', '-c', `. /scripts/cluster.sh; ${script}`]);
}
