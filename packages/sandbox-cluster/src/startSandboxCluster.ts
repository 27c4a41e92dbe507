import { randomBytes } from 'node:crypto';
import { stringify } from 'yaml';
import { SandboxUser } from './api/access';
import { ApiServer } from './api/apiServer';
import { ControlContext, Controller } from './controllers/controller';
import { ControlLoop } from './controllers/controlLoop';
import { DisruptionController } from './controllers/disruptionController';
import { EndpointSliceController } from './controllers/endpointSliceController';
import { EventRecorder } from './controllers/eventRecorder';
import { GarbageCollector } from './controllers/garbageCollector';
import { NamespaceController } from './controllers/namespaceController';
import { StatefulSetController } from './controllers/statefulSet/statefulSetController';
import { ClaimController } from './controllers/storage/claimController';
import { ClaimProtection } from './controllers/storage/claimProtection';
import { ExpansionController } from './controllers/storage/expansionController';
import { StorageScript } from './controllers/storage/storageScript';
import { VolumeController } from './controllers/storage/volumeController';
import { Kubelet } from './kubelet/kubelet';
import { NodeController } from './kubelet/nodeController';
import { NodeScript } from './kubelet/nodeScript';
import { PodScript } from './kubelet/podScript';
import { Scheduler } from './kubelet/scheduler';
import { VolumeScript } from './kubelet/volumeScript';
import { ResourceName } from './kinds/resources';
import { ObjectRegistry } from './registry/objectRegistry';
import { SandboxCluster } from './sandboxCluster';
import { Pace, SandboxControls } from './sandboxControls';
import { SystemClock } from './store/clock';
import { ObjectStore } from './store/objectStore';

export interface SandboxClusterOptions {
  readonly name: string;
  /** Default: as fast as tests want it. */
  readonly pace?: Pace;
  /** Resources that the kubeconfig's user may not touch: they are answered with 403. */
  readonly denied?: readonly ResourceName[];
  /** Is told of a defect of the sandbox itself; by default it goes to the console. */
  readonly onError?: (error: unknown) => void;
}

function kubeconfigFor(name: string, url: string, user: SandboxUser): string {
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster: { server: url } }],
    users: [{ name: user.name, user: { token: user.token } }],
    contexts: [{ name, context: { cluster: name, user: user.name } }],
    'current-context': name,
  });
}

function controllersOf(
  context: ControlContext,
  scripts: {
    readonly pods: PodScript;
    readonly nodes: NodeScript;
    readonly storage: StorageScript;
  },
): {
  readonly kubelet: Kubelet;
  readonly nodes: NodeController;
  readonly all: readonly Controller[];
} {
  const kubelet = new Kubelet(context, scripts.pods, scripts.nodes);
  const nodes = new NodeController(context, scripts.nodes);
  const all = [
    new NamespaceController(context),
    new GarbageCollector(context),
    new StatefulSetController(context),
    new ClaimController(context),
    new ClaimProtection(context),
    new VolumeController(context),
    new ExpansionController(context, scripts.storage),
    new DisruptionController(context),
    new EndpointSliceController(context),
    new Scheduler(context),
    nodes,
    kubelet,
  ];
  return { kubelet, nodes, all };
}

const FAST: Pace = { podStartMs: 10, podStopMs: 5, expansionMs: 10 };
const SYSTEM_NAMESPACES = ['default', 'kube-system'];

/** Starts a cluster in memory: a Kubernetes API behind real HTTP, the controllers for stateful sets, scripted nodes. */
export async function startSandboxCluster(
  options: SandboxClusterOptions,
): Promise<SandboxCluster> {
  const { pace = FAST } = options;
  const clock = new SystemClock();
  const store = new ObjectStore();
  const registry = new ObjectRegistry(store, clock);
  const events = new EventRecorder(registry, clock);
  const context: ControlContext = { store, registry, clock, events };
  const pods = new PodScript(pace.podStartMs, pace.podStopMs);
  const nodes = new NodeScript();
  const storage = new StorageScript(pace.expansionMs);
  const volumes = new VolumeScript(store);
  const controllers = controllersOf(context, { pods, nodes, storage });
  // eslint-disable-next-line no-console -- the last resort when nobody listens
  const onError = options.onError ?? (error => console.error(error));
  const loop = new ControlLoop(store, clock, controllers.all, onError);
  const user: SandboxUser = {
    name: 'sandbox-admin',
    token: randomBytes(16).toString('hex'),
    denied: options.denied ?? [],
  };
  const server = new ApiServer({ registry, clock, volumes, users: [user] });
  const url = await server.listen();
  for (const name of SYSTEM_NAMESPACES) {
    registry.create('namespaces', { metadata: { name } });
  }
  const controls = new SandboxControls({
    store,
    server,
    scripts: { pods, nodes, storage, volumes },
    revisitPod: key => loop.enqueue(controllers.kubelet, key),
    revisitNode: name => loop.enqueue(controllers.nodes, name),
  });
  return new SandboxCluster({
    name: options.name,
    url,
    kubeconfig: kubeconfigFor(options.name, url, user),
    kubectlConfig: kubeconfigFor(options.name, `${url}/as/${user.token}`, user),
    registry,
    clock,
    controls,
    close: async () => {
      loop.close();
      clock.close();
      await server.close();
    },
  });
}
