import { join } from 'node:path';
import { Container } from './container.mjs';
import { Volumes } from './volumes.mjs';

/** One pod of the set, which this plays the kubelet for. */
export class Pod {
  /** @type {Container[]} */
  containers = [];
  #place;

  /**
   * @param {{
   *   set: import('./renderedSet.mjs').RenderedSet, work: string, secret: Record<string, string>,
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
    const { set, network, hosts, image, children, work } = this.surroundings;
    const { template } = set;
    this.#place = await network.plugIn(this.name);
    await this.volumes.create();
    await hosts.set(this.host, this.#place.address);
    this.containers = [];
    for (const spec of template.containers.filter(({ command }) => command)) {
      const container = new Container({
        spec,
        podName: this.name,
        securityContext: template.securityContext,
        graceMs: template.terminationGracePeriodSeconds * 1000,
        image,
        children,
        namespace: this.#place.namespace,
        mounts: [
          ...(await this.volumes.mountsOf(spec)),
          [hosts.file, '/etc/hosts', 'ro'],
          [join(work, 'resolv.conf'), '/etc/resolv.conf', 'ro'],
        ],
        log: join(work, `${this.name}-${spec.name}.log`),
      });
      this.containers.push(container);
      await container.start();
    }
  }

  /** As when the pod is deleted or its node drained. */
  async terminate() {
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
    await Promise.all(this.containers.map(container => container.stop(0)));
    await this.#remove();
  }

  cut() {
    return this.surroundings.network.cut(this.#place.namespace);
  }

  join() {
    return this.surroundings.network.join(this.#place.namespace);
  }

  /** @param {string} name */
  container(name) {
    return this.containers.find(container => container.name === name);
  }

  async isReady() {
    if (!this.isRunning) return false;
    const answers = await Promise.all(
      this.containers.map(container => container.probe('readinessProbe')),
    );
    return answers.every(Boolean);
  }

  async #remove() {
    const { namespace } = this.#place;
    this.#place = undefined;
    await this.surroundings.hosts.set(this.host, undefined);
    await this.surroundings.network.unplug(namespace);
  }

  get namespace() {
    return this.#place?.namespace;
  }
}
