import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { waitUntil } from '../waitUntil.mjs';
import { runScript } from './runScript.mjs';

/** Who the members of a replicated Redis are to each other, asked by the chart's own functions. */
export class Members {
  /** @param {import('../podSet.mjs').PodSet} podSet */
  constructor(podSet) {
    this.podSet = podSet;
    const runs = podSet.set.template.containers.map(({ name }) => name);
    /** The port of each server of a pod, by its container: a member that is alone has no Sentinel. */
    this.servers = [
      ['redis', 6379],
      ['sentinel', 26379],
    ].filter(([container]) => runs.includes(container));
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
    return (await this.primary()) === pod ? 'the primary' : 'a replica';
  }

  /**
   * Lets one of these lead, by handovers; the Sentinels choose none of the others from then on.
   *
   * @param {readonly import('../pod.mjs').Pod[]} pods
   */
  async moveTo(pods) {
    for (const pod of this.podSet.pods) {
      const priority = pods.includes(pod) ? 100 : 0;
      await ask(
        pod,
        'redis',
        `ask 127.0.0.1 6379 CONFIG SET replica-priority ${priority}`,
      );
    }
    await waitUntil('another one of them leads', async () => {
      const leader = await this.primary();
      if (pods.includes(leader)) return true;
      await runScript(leader, 'redis', ['/scripts/hand-over.sh']);
      return false;
    });
  }

  /** Every pod is ready, one is the primary, and every Sentinel that there is names it. */
  async areAtFullStrength() {
    if (!(await this.podSet.areReady())) return false;
    const primaries = await this.#primaries();
    if (primaries.length !== 1) return false;
    const watched = this.servers.some(([name]) => name === 'sentinel')
      ? this.podSet.pods
      : [];
    const named = await Promise.all(
      watched.map(pod => ask(pod, 'sentinel', 'primary_named_by 127.0.0.1')),
    );
    return named.every(answer => answer?.output.trim() === primaries[0].host);
  }

  /** Every server takes the password that its pod sees now, and shows it to the others. */
  async useTheirPassword() {
    const used = await Promise.all(
      this.podSet.pods.map(pod =>
        ask(
          pod,
          'redis',
          '[ "$(ask 127.0.0.1 6379 CONFIG GET masterauth | tail -n 1)" = "$(cat "$PASSWORD_FILE")" ] || exit 1; for port in $PORTS; do ask 127.0.0.1 "$port" PING && ask "$self" "$port" PING || exit 1; done',
        ),
      ),
    );
    return used.every(answer => answer?.code === 0);
  }

  /** @param {import('../pod.mjs').Pod} pod @param {string} password @returns {Promise<boolean>} whether each of its servers lets it in */
  async takes(pod, password) {
    const file = join(pod.volumes.others, 'scratch', 'redis', 'login');
    await writeFile(file, password, { mode: 0o644 });
    const logins = this.servers.map(([, port]) =>
      pod
        .container('redis')
        .exec([
          'sh',
          '-c',
          `"$SERVER-cli" -p ${port} --askpass -e PING </tmp/login`,
        ]),
    );
    return (await Promise.all(logins)).every(({ code }) => code === 0);
  }

  /** @returns {Promise<(string | undefined)[]>} of the servers that run */
  versions() {
    return Promise.all(
      this.podSet.pods.map(async pod => {
        const answer = await ask(
          pod,
          'redis',
          'ask 127.0.0.1 6379 INFO server | tr -d "\\r" | sed -n "s/^${SERVER}_version://p"',
        );
        return answer?.output.trim();
      }),
    );
  }

  async #primaries() {
    const { pods } = this.podSet;
    const roles = await Promise.all(
      pods.map(async pod =>
        (await ask(pod, 'redis', 'role_of 127.0.0.1'))?.output.trim(),
      ),
    );
    return pods.filter((_, index) => roles[index] === 'master');
  }
}

function ask(pod, container, script) {
  return pod
    .container(container)
    ?.exec(['sh', '-c', `. /scripts/members.sh; ${script}`]);
}
