import { waitUntil } from '../waitUntil.mjs';

/**
 * @typedef {{ state: string, role: string, quorum: string, view: string, gtids: string }} Report
 *   what a member says of itself, by the chart's report.sh
 */

/** Who the members are to each other, asked by the chart's own functions. */
export class Members {
  /**
   * @param {{
   *   members: import('../podSet.mjs').PodSet, proxies?: import('../podSet.mjs').PodSet,
   *   isWhole: (report: Report, others: { hosts: readonly string[], primary: string }) => boolean,
   * }} options `isWhole`: whether a member is in touch with those that it should be in touch with
   */
  constructor({ members, proxies, isWhole }) {
    this.members = members;
    this.proxies = proxies;
    this.isWhole = isWhole;
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

  /**
   * As the runbook asks a person to choose the next source.
   *
   * @param {readonly import('../pod.mjs').Pod[]} pods
   * @returns {Promise<import('../pod.mjs').Pod>} one that has every transaction of the others
   */
  async mostComplete(pods) {
    let found;
    await waitUntil('one member has what all others have', async () => {
      const reports = await Promise.all(pods.map(reportOf));
      const sets = reports.map(({ gtids = '-' }) => gtids.replace(/^-$/, ''));
      for (const [index, pod] of pods.entries()) {
        const subsets = sets.map(
          set => `GTID_SUBSET('${set}', '${sets[index]}')`,
        );
        const sql = `SELECT ${subsets.join(' AND ')};`;
        const { output } = await inKeeper(pod, `echo "${sql}" | own`);
        if (output.trim() === '1') found ??= pod;
      }
      return found !== undefined;
    });
    return found;
  }

  /** Every pod is ready, one is the primary, and every member is in touch with the others. */
  async isAtFullStrength() {
    const sets = [this.members, this.proxies].filter(Boolean);
    const ready = await Promise.all(sets.map(set => set.areReady()));
    if (!ready.every(Boolean)) return false;
    const { pods } = this.members;
    const reports = await Promise.all(pods.map(reportOf));
    const [primary, ...others] = primariesOf(pods, reports);
    if (primary === undefined || others.length > 0) return false;
    const hosts = pods.map(({ host }) => host).sort();
    return reports.every(report =>
      this.isWhole(report, { hosts, primary: primary.host }),
    );
  }

  async #primaries() {
    const { pods } = this.members;
    return primariesOf(pods, await Promise.all(pods.map(reportOf)));
  }
}

/** @param {readonly import('../pod.mjs').Pod[]} pods @param {readonly Report[]} reports of each of them */
function primariesOf(pods, reports) {
  return pods.filter((_, index) => reports[index].role === 'PRIMARY');
}

/** @param {import('../pod.mjs').Pod} pod @returns {Promise<Report>} */
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
