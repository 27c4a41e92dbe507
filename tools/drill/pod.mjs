import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Container } from './container.mjs';
import { environmentOf } from './renderedSet.mjs';
import { Volumes } from './volumes.mjs';

const restartAfterMs = 1_000;

/** One pod of the set, which this plays the kubelet for. */
export class Pod {
  /** @type {Container[]} */
  containers = [];
  /** @type {Container | undefined} the init container that runs now */
  #preparing;
  #place;
  isCut = false;

  /**
   * @param {{
   *   set: import('./renderedSet.mjs').RenderedSet, work: string,
   *   secrets: Record<string, Record<string, string>>,
   *   network: import('./network.mjs').Network, hosts: import('./hostsFile.mjs').HostsFile,
   *   image: import('./image.mjs').Image, children: import('../running/children.mjs').Children,
   * }} surroundings
   * @param {number} ordinal
   */
  constructor(surroundings, ordinal) {
    this.surroundings = surroundings;
    this.ordinal = ordinal;
    this.name = `${surroundings.set.name}-${ordinal}`;
    this.host = surroundings.set.memberName(ordinal);
    this.volumes = new Volumes({ ...surroundings, podName: this.name });
  }

  get isRunning() {
    return this.#place !== undefined;
  }

  async start() {
    const { set, network, hosts } = this.surroundings;
    this.#place = await network.plugIn(this.name);
    await this.volumes.create();
    await hosts.set(this.host, this.#place.address);
    this.containers = [];
    for (const spec of set.template.initContainers ?? [])
      if (!(await this.#prepare(spec))) return;
    for (const spec of set.template.containers.filter(hasOwnProgram)) {
      const container = await this.#make(spec);
      this.containers.push(container);
      await container.start();
    }
  }

  /** Runs an init container until it succeeds. @returns {Promise<boolean>} false when the pod was removed meanwhile */
  async #prepare(spec) {
    for (;;) {
      const container = await this.#make(spec, { runsOnce: true });
      this.#preparing = container;
      await container.start();
      const code = await container.ended();
      if (!container.isWanted || this.surroundings.children.isEnding)
        return false;
      if (code === 0) break;
      await delay(restartAfterMs);
    }
    this.#preparing = undefined;
    return true;
  }

  async #make(spec, options = {}) {
    const { set, hosts, image, children, work, secrets } = this.surroundings;
    const { template, configMaps } = set;
    const { namespace, address } = this.#place;
    return new Container({
      ...{ spec, image, children, namespace, ...options },
      environment: environmentOf(spec, {
        ...{ podName: this.name, address, secrets, configMaps },
        zone: `zone-${this.ordinal % 3}`,
      }),
      securityContext: template.securityContext,
      graceMs: template.terminationGracePeriodSeconds * 1000,
      mounts: [
        ...(await this.volumes.mountsOf(spec)),
        [hosts.file, '/etc/hosts', 'ro'],
        [join(work, 'resolv.conf'), '/etc/resolv.conf', 'ro'],
      ],
      log: join(work, `${this.name}-${spec.name}.log`),
    });
  }

  /** As when the pod is deleted or its node drained. */
  async terminate() {
    await this.#preparing?.stop(0);
    const graceMs =
      this.surroundings.set.template.terminationGracePeriodSeconds * 1000;
    const deadline = Date.now() + graceMs;
    await Promise.all(
      this.containers.map(async container => {
        await container.preStop();
        await container.stop(Math.max(2_000, deadline - Date.now()));
      }),
    );
    await this.#remove();
  }

  /** As when the node is lost: nothing is told to anybody. */
  async lose() {
    await this.surroundings.network.cut(this.#place.namespace);
    await this.#preparing?.stop(0);
    await Promise.all(this.containers.map(container => container.stop(0)));
    await this.#remove();
  }

  cut() {
    this.isCut = true;
    return this.surroundings.network.cut(this.#place.namespace);
  }

  async join() {
    await this.surroundings.network.join(this.#place.namespace);
    this.isCut = false;
    await this.volumes.refresh();
  }

  /** @param {string} name */
  container(name) {
    return this.containers.find(container => container.name === name);
  }

  /** @param {string} name of a container @returns {Promise<string>} all that it has said in this drill run */
  logOf(name) {
    const { work } = this.surroundings;
    return readFile(join(work, `${this.name}-${name}.log`), 'utf8');
  }

  async isReady() {
    if (this.containers.length === 0) return false;
    for (const container of this.containers)
      if (!(await container.isReady())) return false;
    return true;
  }

  async #remove() {
    const { namespace } = this.#place;
    this.#place = undefined;
    this.#preparing = undefined;
    this.containers = [];
    await this.surroundings.hosts.set(this.host, undefined);
    await this.surroundings.network.unplug(namespace);
  }

  get namespace() {
    return this.#place?.namespace;
  }
}

/** Containers without a command run what is in their image, such as an exporter, which is not to be had here. */
function hasOwnProgram({ command }) {
  return command !== undefined;
}
