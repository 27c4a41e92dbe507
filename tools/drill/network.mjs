import { execFileSync } from 'node:child_process';
import { outputOf, runCommand } from './runCommand.mjs';

const prefix = 'drill';
const ip = (...args) => outputOf('ip', args);

/** NAMESPACE, with IPv4 alone: for addresses of IPv6 the kernel would look around on each cable. */
const addNamespace =
  'ip netns add "$1"; ip netns exec "$1" sysctl -q net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1';

/** OF_BRIDGE NAMESPACE CABLE ADDRESS: in one go, since a program started from here costs more than what it does. */
const connect = `bridge=$1
shift
${addNamespace}
ip -n "$bridge" -batch - <<end
link add $2 type veth peer name eth0 netns $1
link set $2 master bridge up
end
ip -n "$1" -batch - <<end
addr add $3/16 dev eth0
link set eth0 up
link set lo up
end`;

/** @type {Set<Network>} */
const made = new Set();
process.once('exit', () => made.forEach(network => network.removeNow()));

/**
 * One network namespace that holds a bridge and the client, and one for each pod; the network of this machine is untouched.
 */
export class Network {
  /** @type {Map<string, string>} namespaces of pods, with the end of their cable at the bridge */
  #cables = new Map();
  #given = 1;
  /** Of the client, and of the name server. */
  address = '10.213.0.1';

  /** @param {string} name unique among the networks of this process */
  constructor(name) {
    this.namespace = `${prefix}-${process.pid}-${name}`;
  }

  async create() {
    await removeLeftovers();
    made.add(this);
    await outputOf('sh', ['-euc', addNamespace, 'sh', this.namespace]);
    await this.#here('link', 'add', 'bridge', 'type', 'bridge');
    await this.#here('addr', 'add', `${this.address}/16`, 'dev', 'bridge');
    await this.#here('link', 'set', 'bridge', 'up');
    await this.#here('link', 'set', 'lo', 'up');
  }

  /**
   * A namespace with an address that nobody had before, as a new pod gets one.
   *
   * @param {string} pod
   */
  async plugIn(pod) {
    this.#given += 1;
    const namespace = `${this.namespace}-${this.#given}`;
    const cable = `pod${this.#given}`;
    const address = `10.213.${this.#given >> 8}.${this.#given & 255}`;
    this.#cables.set(namespace, cable);
    await outputOf('sh', [
      '-euc',
      connect,
      'sh',
      this.namespace,
      namespace,
      cable,
      address,
    ]);
    return { pod, namespace, address };
  }

  /** @param {string} namespace */
  async unplug(namespace) {
    // The cable goes with the namespace, but only once the last process is gone.
    await this.#here('link', 'del', this.#cables.get(namespace));
    await ip('netns', 'del', namespace);
    this.#cables.delete(namespace);
  }

  /** @param {string} namespace whose packets get lost from now on, without an answer */
  cut(namespace) {
    return this.#here('link', 'set', this.#cables.get(namespace), 'nomaster');
  }

  /** @param {string} namespace */
  join(namespace) {
    return this.#here(
      'link',
      'set',
      this.#cables.get(namespace),
      'master',
      'bridge',
    );
  }

  #here(...args) {
    return ip('-n', this.namespace, ...args);
  }

  /** At the end of this process, which waits for nothing any more. */
  removeNow() {
    for (const namespace of [...this.#cables.keys(), this.namespace]) {
      try {
        execFileSync('ip', ['netns', 'del', namespace], { stdio: 'ignore' });
      } catch {
        // It was never made, or is gone already.
      }
    }
  }
}

/** Of drills that were ended by force and could not tidy up. */
async function removeLeftovers() {
  const { output } = await runCommand('ip', ['netns', 'list']);
  for (const [name, pid] of output.matchAll(/^drill-(\d+)\S*/gm)) {
    if (isRunning(Number(pid))) continue;
    const left = await runCommand('ip', ['netns', 'pids', name]);
    for (const process_ of left.output.trim().split('\n').filter(Boolean))
      await runCommand('kill', ['-9', process_]);
    await runCommand('ip', ['netns', 'del', name]);
  }
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}
