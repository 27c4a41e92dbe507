import { waitUntil } from '../waitUntil.mjs';

/** Who the members of a group are to each other, asked by the chart's own functions. */
export class Group {
  /** @param {{ members: import('../podSet.mjs').PodSet, proxies: import('../podSet.mjs').PodSet }} sets */
  constructor({ members, proxies }) {
    this.members = members;
    this.proxies = proxies;
  }

  /** @returns {Promise<import('../pod.mjs').Pod>} */
  async primary() {
    let found = [];
    await waitUntil('there is one primary', async () => {
      found = await this.#primaries();
      return found.length === 1;
    });
    return found[0];
  }

  /** @param {import('../pod.mjs').Pod} pod */
  async roleOf(pod) {
    return (await this.primary()) === pod ? 'the primary' : 'a secondary';
  }

  /** Every pod is ready, one is the primary, and every member sees all others in the group. */
  async isAtFullStrength() {
    const sets = [this.members, this.proxies];
    const ready = await Promise.all(sets.map(set => set.areReady()));
    if (!ready.every(Boolean)) return false;
    if ((await this.#primaries()).length !== 1) return false;
    const hosts = this.members.pods.map(({ host }) => host).sort();
    const reports = await Promise.all(this.members.pods.map(reportOf));
    return reports.every(({ view }) => view === hosts.join(','));
  }

  async #primaries() {
    const { pods } = this.members;
    const reports = await Promise.all(pods.map(reportOf));
    return pods.filter((_, index) => reports[index].role === 'PRIMARY');
  }
}

/** @param {import('../pod.mjs').Pod} pod */
async function reportOf(pod) {
  const answer = await inKeeper(pod, '. /scripts/report.sh; own_report');
  const [state, role, quorum, view, gtids] = answer.output.trim().split(' ');
  return { state, role, quorum, view, gtids };
}

/**
 * Runs shell that may use what the chart's member.sh defines.
 *
 * @param {import('../pod.mjs').Pod} pod
 * @param {string} script
 */
export async function inKeeper(pod, script) {
  const keeper = pod.container('keeper');
  const command = ['sh', '-c', `. /scripts/member.sh; ${script}`];
  return (
    (await keeper?.exec(command, { timeoutMs: 60_000 })) ?? {
      ...{ code: -1, output: '', problem: `${pod.name} does not run` },
    }
  );
}
