import { once } from 'node:events';
import { mkdir, open, readFile, readlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { fstabOf } from './fstab.mjs';
import { ownPrograms } from './image.mjs';
import { Shells, quoted } from './shell.mjs';

const enterContainer = fileURLToPath(
  new URL('enter-container.sh', import.meta.url),
);
const restartAfterMs = 1_000;

/** One container of a pod: a process with its own process and mount namespace, restarted when it ends by itself. */
export class Container {
  #isWanted = true;
  #process;
  #pid;
  /** In the container, while it runs. @type {Shells | undefined} */
  #inside;
  /** In its network, while it runs. @type {Shells | undefined} */
  #outside;
  #hasStarted = false;
  #askedAt = 0;
  /** What the liveness probe said last. */
  #liveness = { askedAt: 0, alive: true };
  #starting = Promise.resolve();

  /**
   * @param {{
   *   spec: object, environment: readonly string[], securityContext: object, image: import('./image.mjs').Image, namespace: string,
   *   mounts: readonly string[][], log: string, children: import('../running/children.mjs').Children, runsOnce?: boolean,
   * }} given
   */
  constructor(given) {
    this.given = given;
    this.name = given.spec.name;
    this.environment = [
      `PATH=${ownPrograms}:/usr/local/bin:/usr/bin:/bin:/usr/sbin`,
      ...given.environment,
    ];
  }

  start() {
    this.#starting = this.#launch();
    return this.#starting;
  }

  async #launch() {
    const { spec, image, namespace, children, securityContext } = this.given;
    const mounts = [
      ...image.mounts.map(([from, to]) => [from, to, 'ro']),
      ...this.given.mounts,
    ];
    for (const [from, to] of mounts)
      await makePlace(
        image.root,
        to,
        from.endsWith('/hosts') || from.endsWith('.conf'),
      );
    const fstab = `${this.given.log}.mounts`;
    await writeFile(fstab, fstabOf(image.root, mounts));
    const log = await open(this.given.log, 'a');
    this.#process = children.start(
      'ip',
      [
        ...['netns', 'exec', namespace],
        ...['unshare', '--mount', '--pid', '--fork', '--kill-child=SIGKILL'],
        ...[enterContainer, image.root, fstab],
        ...[
          String(securityContext.runAsUser),
          String(securityContext.runAsGroup),
        ],
        ...['env', '-i', ...this.environment],
        ...[...spec.command, ...(spec.args ?? [])],
      ],
      { stdio: ['ignore', log.fd, log.fd] },
    );
    await log.close();
    const { pid } = this.#process;
    this.#process.once('exit', () => this.#restart());
    this.#pid = await enteredProcess(pid);
    if (this.#pid !== undefined) this.#openShells();
  }

  #openShells() {
    const { namespace, children, securityContext } = this.given;
    const { runAsUser, runAsGroup } = securityContext;
    const target = String(this.#pid);
    const env = Object.fromEntries(this.environment.map(parseVariable));
    const stdio = ['pipe', 'pipe', 'pipe'];
    this.#inside = new Shells(() =>
      children.start(
        'nsenter',
        [
          ...['--target', target],
          ...['--mount', '--net', '--pid', '--root', '--wd'],
          ...['--setuid', String(runAsUser), '--setgid', String(runAsGroup)],
          ...['--', 'sh'],
        ],
        { stdio, env },
      ),
    );
    this.#outside = new Shells(() =>
      children.start('nsenter', [`--net=/run/netns/${namespace}`, 'bash'], {
        stdio,
      }),
    );
  }

  #closeShells() {
    for (const shells of [this.#inside, this.#outside]) shells?.end();
    this.#inside = undefined;
    this.#outside = undefined;
  }

  /** Runs a command of the chart as the kubelet does: in the container, as its user. */
  exec(command, { timeoutMs = 5_000 } = {}) {
    return this.#runIn(this.#inside, quoted(command), timeoutMs);
  }

  #runIn(shells, text, timeoutMs) {
    if (shells === undefined || this.given.children.isEnding)
      return Promise.resolve({ code: -1, output: '', problem: 'not running' });
    return shells.run(text, timeoutMs);
  }

  /** Whether its probes say so now; the startup probe comes first, and is not asked again once it has succeeded. */
  async isReady() {
    this.#hasStarted ||= await this.#passes('startupProbe');
    return this.#hasStarted && this.#passes('readinessProbe');
  }

  /** @param {string} kind of probe, such as `readinessProbe`; one that the chart does not have passes */
  async #passes(kind) {
    if (this.given.spec[kind] === undefined) return true;
    const {
      exec,
      tcpSocket,
      httpGet,
      timeoutSeconds = 1,
    } = this.given.spec[kind];
    const timeoutMs = timeoutSeconds * 1000;
    const { code } = exec
      ? await this.exec(exec.command, { timeoutMs })
      : await this.#runIn(
          // As the kubelet probes a port.
          this.#outside,
          tcpSocket
            ? connecting(this.#portNumber(tcpSocket.port))
            : getting(this.#portNumber(httpGet.port), httpGet.path),
          timeoutMs,
        );
    return code === 0;
  }

  #portNumber(port) {
    const named = this.given.spec.ports?.find(({ name }) => name === port);
    return named ? named.containerPort : Number(port);
  }

  /** Whether it is meant to run; when it is not, no probe asks it any more. */
  get isWanted() {
    return this.#isWanted;
  }

  /** Whether the chart says that it is to be asked again. */
  get isDue() {
    return (
      Date.now() - this.#askedAt >= periodMs(this.given.spec.readinessProbe)
    );
  }

  /**
   * What the kubelet knows of the container: before the startup probe has succeeded once it asks nothing else, and whether it is
   * alive it asks as often as the chart says.
   *
   * @returns {Promise<{ ready: boolean, alive: boolean }>}
   */
  async health() {
    this.#askedAt = Date.now();
    const ready = await this.isReady();
    return {
      ready,
      alive: !this.#hasStarted || (await this.#isAlive()),
    };
  }

  async #isAlive() {
    const now = Date.now();
    if (now - this.#liveness.askedAt >= periodMs(this.given.spec.livenessProbe))
      this.#liveness = {
        askedAt: now,
        alive: await this.#passes('livenessProbe'),
      };
    return this.#liveness.alive;
  }

  async preStop() {
    const { exec, sleep } = this.given.spec.lifecycle?.preStop ?? {};
    if (exec) await this.exec(exec.command, { timeoutMs: this.given.graceMs });
    if (sleep) await delay(sleep.seconds * 1000);
  }

  /** @param {number} patienceMs after which it is ended by force */
  async stop(patienceMs) {
    this.#isWanted = false;
    // One that the kubelet is just starting again has no number yet that could be signalled.
    await this.#starting;
    this.#signal(this.given.image.stopSignal ?? 'SIGTERM');
    const force = setTimeout(() => this.#signal('SIGKILL'), patienceMs);
    await this.ended();
    clearTimeout(force);
  }

  /** Ends the process at once; the kubelet starts it again. Comes back when it has ended: until then it may still answer. */
  async crash() {
    this.#signal('SIGKILL');
    await this.ended();
  }

  /** Keeps its process from doing anything, with its connections open, until it goes on. */
  hang() {
    this.#signal('SIGSTOP');
  }

  goOn() {
    this.#signal('SIGCONT');
  }

  /** @returns {Promise<number | null>} the exit code */
  async ended() {
    if (this.#process.exitCode === null && this.#process.signalCode === null)
      await once(this.#process, 'exit');
    return this.#process.exitCode;
  }

  #signal(name) {
    if (this.#pid === undefined) return;
    try {
      process.kill(this.#pid, name);
    } catch (error) {
      if (error.code !== 'ESRCH') throw error;
    }
  }

  async #restart() {
    this.#pid = undefined;
    this.#closeShells();
    this.#hasStarted = false;
    this.#liveness = { askedAt: 0, alive: true };
    if (!this.#isWanted || this.given.runsOnce) return;
    await delay(restartAfterMs);
    if (this.#isWanted && !this.given.children.isEnding) await this.start();
  }
}

/** @param {{ periodSeconds?: number } | undefined} probe */
function periodMs({ periodSeconds = 10 } = {}) {
  return periodSeconds * 1000;
}

/** @param {string} variable such as `NAME=value` */
function parseVariable(variable) {
  const end = variable.indexOf('=');
  return [variable.slice(0, end), variable.slice(end + 1)];
}

/** @param {string} root @param {string} to @param {boolean} isFile */
async function makePlace(root, to, isFile) {
  const place = join(root, to);
  await mkdir(isFile ? dirname(place) : place, { recursive: true });
  if (isFile) await writeFile(place, '', { flag: 'a' });
}

/**
 * @param {number} pid of what starts it
 * @returns {Promise<number | undefined>} process 1 of the container, seen from outside, once it sees nothing but its own root;
 *   nothing: it has ended
 */
async function enteredProcess(pid) {
  for (let tries = 0; tries < 500; tries += 1) {
    try {
      const children = `/proc/${pid}/task/${pid}/children`;
      const [child] = (await readFile(children, 'utf8')).split(' ');
      if (child !== '' && (await readlink(`/proc/${child}/root`)) !== '/')
        return Number(child);
    } catch {
      return undefined;
    }
    await delay(10);
  }
  return undefined;
}

/** @param {number} port @returns {string} that succeeds when somebody listens */
function connecting(port) {
  return `(</dev/tcp/127.0.0.1/${port})`;
}

/** @param {number} port @param {string} path @returns {string} that succeeds when the answer is no error */
function getting(port, path) {
  return `(
exec 3<>/dev/tcp/127.0.0.1/${port}
printf 'GET ${path} HTTP/1.0\\r\\n\\r\\n' >&3
read -r _ status _ <&3
[ "$status" -lt 400 ]
)`;
}
