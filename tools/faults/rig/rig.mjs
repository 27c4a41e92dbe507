import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { waitUntilComplete } from '../../bench/backends/questions.mjs';
import { startBackend } from '../../bench/backends/startBackend.mjs';
import { ApiServer } from '../../bench/cluster/apiServer.mjs';
import { startWrittenCluster } from '../../bench/cluster/writtenCluster.mjs';
import { installTools } from '../../real/installTools.mjs';
import { Children } from '../../running/children.mjs';
import { isRight, judge, wasUntouched } from '../judge.mjs';
import { User } from './credentials.mjs';
import { Gateway } from './gateway.mjs';
import { Relay } from './relay.mjs';
import { Watcher } from './watcher.mjs';
import { World } from './world.mjs';

const services = 10;

/** The cluster that no fault strikes. */
const neighbour = 'neighbour';

/**
 * @typedef {import('../faults/fault.mjs').Fault} Fault
 * @typedef {import('../faults/fault.mjs').Site} Site
 * @typedef {import('../judge.mjs').Verdict & { seen?: string, connections: number, others: Others }} Outcome
 *   `connections`: the most that the backend had open at a time
 * @typedef {{ untouched: boolean, slowestMs: number }} Others
 *   whether all other clusters were read without a break, and the longest that a change in another one took to be told
 */

/**
 * Two real API servers, and a backend that reads the one directly, and the other one for each fault by a way of its own, as if
 * there were so many clusters.
 */
export class Rig {
  #children = new Children();
  /** @type {(() => Promise<unknown>)[]} */
  #ends = [];
  /** @type {Map<string, Site>} by the id of the fault, which is the name of the cluster as well */
  #sites = new Map();
  #world;
  #neighbour;
  #watcher;

  /** @template T @param {readonly Fault[]} faults @param {(rig: Rig) => Promise<T>} use @returns {Promise<T>} */
  static async with(faults, use) {
    const rig = new Rig();
    rig.#children.endOnSignals();
    try {
      await rig.#start(faults);
      return await use(rig);
    } finally {
      for (const end of rig.#ends.reverse()) await end();
    }
  }

  /**
   * Makes faults, at the same time when there are several, and has things happen in the struck cluster meanwhile.
   *
   * @param {readonly Fault[]} faults
   * @param {(fault: Fault) => number} secondsOf for how long each lasts
   * @returns {Promise<readonly Outcome[]>}
   */
  async strike(faults, secondsOf) {
    await this.#waitUntilRight();
    const changes = this.#changeNeighbour();
    const made = await Promise.all(
      faults.map(fault => fault.make(this.#site(fault))),
    );
    await this.#world.hurt();
    const from = performance.now();
    const ends = await Promise.all(
      faults.map(async (fault, index) => {
        await delay(secondsOf(fault) * 1_000);
        await made[index].end();
        return performance.now();
      }),
    );
    await this.#waitUntilRight();
    const slowestMs = await changes.stop();
    const others = { untouched: this.#wereUntouched(faults, from), slowestMs };
    const outcomes = faults.map((fault, index) => ({
      ...judge(this.#watcher.samplesOf(fault.id), {
        from,
        to: ends[index],
        truth: this.#world.truth,
        axis: fault.axis,
      }),
      seen: made[index].seen?.(),
      connections: this.#site(fault).door.mostConnections,
      others,
    }));
    await this.#world.mend();
    return outcomes;
  }

  #site({ id }) {
    return this.#sites.get(id);
  }

  async #waitUntilRight() {
    const clusters = [...this.#sites.keys()];
    await Promise.all(
      clusters.map(cluster =>
        this.#watcher.until(cluster, sample =>
          isRight(this.#world.truth)(sample),
        ),
      ),
    );
  }

  /** A fault of the API server itself strikes all that is read of it. */
  #wereUntouched(faults, from) {
    const strikesAll = faults.some(fault => fault.strikesAll);
    const others = [...this.#sites.keys()].filter(
      id => !strikesAll && !faults.some(fault => fault.id === id),
    );
    return [neighbour, ...others].every(cluster =>
      wasUntouched(this.#watcher.samplesOf(cluster), { from }),
    );
  }

  /** Changes something in the other cluster again and again, and looks how long that takes to be told. */
  #changeNeighbour() {
    const controller = new AbortController();
    const run = async () => {
      let slowestMs = 0;
      while (!controller.signal.aborted) {
        await this.#neighbour.restart();
        const begin = performance.now();
        await this.#watcher.until(neighbour, isRight(this.#neighbour.truth));
        slowestMs = Math.max(slowestMs, performance.now() - begin);
        await delay(200);
      }
      return slowestMs;
    };
    const running = run();
    // Whoever stops it is told.
    running.catch(() => {});
    return {
      stop() {
        controller.abort();
        return running;
      },
    };
  }

  async #start(faults) {
    const dir = await mkdtemp(join(tmpdir(), 'faults-'));
    this.#ends.push(() => rm(dir, { recursive: true, force: true }));
    const tools = await installTools(this.#children, { out: process.stderr });
    const struck = await this.#startCluster({
      dir: join(dir, 'struck'),
      tools,
    });
    const other = await this.#startCluster({ dir: join(dir, 'other'), tools });
    this.#world = await World.create(struck.plane.etcdUrl);
    this.#neighbour = await World.create(other.plane.etcdUrl);
    for (const fault of faults) {
      const { id } = fault;
      const door = await openDoor(fault, struck.plane);
      const user = await User.create(struck.api, { name: id, dir });
      this.#ends.push(() => door.close());
      this.#sites.set(id, { ...struck, door, user });
    }
    const kubeconfig = join(dir, 'clusters');
    await writeFile(kubeconfig, this.#kubeconfig(other), { mode: 0o600 });
    this.#ends.push(() => this.#children.endAll());
    const backend = await startBackend(this.#children, {
      side: 'own',
      dir,
      entities: 1,
      clusters: [],
      kubeconfig,
    });
    await waitUntilComplete('own', backend, 1);
    this.#watcher = new Watcher(backend);
    this.#ends.push(() => this.#watcher.stop());
  }

  async #startCluster({ dir, tools }) {
    const plane = await startWrittenCluster({ dir, tools, services });
    this.#ends.push(() => plane.stop());
    const api = await ApiServer.of(plane);
    this.#ends.push(() => api.close());
    return { plane, api };
  }

  #kubeconfig({ plane, api }) {
    const contexts = [
      {
        name: neighbour,
        server: plane.url,
        ca: api.caData,
        user: { token: plane.adminToken },
      },
      ...[...this.#sites].map(([name, site]) => ({
        name,
        server: site.door.url,
        ca: site.api.caData,
        user: site.user.credentials,
      })),
    ];
    return JSON.stringify({
      clusters: contexts.map(({ name, server, ca }) => ({
        name,
        cluster: { server, 'certificate-authority-data': ca },
      })),
      users: contexts.map(({ name, user }) => ({ name, user })),
      contexts: contexts.map(({ name }) => ({
        name,
        context: { cluster: name, user: name },
      })),
      'current-context': neighbour,
    });
  }
}

/** @param {Fault} fault @param {import('../../real/controlPlane.mjs').ControlPlane} plane */
const openDoor = ({ door }, plane) =>
  door === 'gateway' ? Gateway.start(plane) : Relay.start(plane.url);
