import { RunningService } from './runningService';
import { outputOf, required } from './runTool';
import { watchObjects } from './watchObjects';

/** As far as they are read here. */
interface Claim {
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly uid: string;
  };
  readonly spec: {
    readonly storageClassName: string;
    readonly accessModes: readonly string[];
    readonly resources: { readonly requests: object };
  };
  readonly status?: { readonly phase?: string };
}
interface Snapshot {
  readonly metadata: { readonly name: string };
  readonly status?: { readonly readyToUse?: boolean };
}

/**
 * Does by hand, for one storage class, what a storage driver and the snapshot controller of kubernetes-csi do, since none runs
 * here: makes a volume for each claim, and says of each snapshot that it is ready. No data are copied.
 */
export class PlayedDriver {
  private readonly watches: (() => Promise<void>)[] = [];

  constructor(
    private readonly service: RunningService,
    /** Of the class, and of the driver. */
    readonly name: string,
  ) {}

  async start(): Promise<void> {
    await this.apply({
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name: this.name },
      provisioner: this.name,
      reclaimPolicy: 'Retain',
      allowVolumeExpansion: true,
    });
    this.watch<Claim>('persistentvolumeclaims', async claim => {
      if (
        claim.status?.phase === 'Pending' &&
        claim.spec.storageClassName === this.name
      ) {
        await this.provision(claim);
      }
    });
  }

  /** Until this is called, snapshots stay as they were created. */
  takeSnapshots(): void {
    this.watch<Snapshot>('volumesnapshots', async snapshot => {
      if (!snapshot.status?.readyToUse) await this.take(snapshot);
    });
  }

  async stop(): Promise<void> {
    await Promise.all(this.watches.map(stop => stop()));
    await this.service.kubectl('delete', 'storageclass', this.name);
  }

  async apply(object: object): Promise<void> {
    await outputOf(
      'kubectl',
      [
        ...['--kubeconfig', required('REAL_KUBECONFIG')],
        ...['--namespace', this.service.namespace],
        ...['apply', '--filename', '-'],
      ],
      { input: JSON.stringify(object) },
    );
  }

  private watch<T>(kind: string, onObject: (object: T) => Promise<void>): void {
    const { namespace } = this.service;
    this.watches.push(watchObjects({ namespace, kind, onObject }));
  }

  private provision({ metadata, spec }: Claim): Promise<void> {
    return this.apply({
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name: `${this.name}-${metadata.uid}` },
      spec: {
        accessModes: spec.accessModes,
        capacity: spec.resources.requests,
        claimRef: {
          apiVersion: 'v1',
          kind: 'PersistentVolumeClaim',
          name: metadata.name,
          namespace: metadata.namespace,
          uid: metadata.uid,
        },
        csi: { driver: this.name, volumeHandle: metadata.uid },
        persistentVolumeReclaimPolicy: 'Retain',
        storageClassName: this.name,
      },
    });
  }

  private async take({ metadata }: Snapshot): Promise<void> {
    const status = { readyToUse: true, creationTime: new Date().toISOString() };
    await this.service.kubectl(
      ...['patch', 'volumesnapshot', metadata.name],
      ...['--subresource=status', '--type=merge'],
      ...['--patch', JSON.stringify({ status })],
    );
  }
}
