import { RunningService } from './runningService';
import { outputOf, required } from './runTool';

/** A claim or a snapshot, as far as it is read here. */
interface Listed {
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly uid: string;
  };
  readonly spec: {
    readonly storageClassName?: string;
    readonly accessModes?: readonly string[];
    readonly resources?: { readonly requests: object };
  };
  readonly status?: {
    readonly phase?: string;
    readonly readyToUse?: boolean;
  };
}

/**
 * Does by hand, for one storage class, what a storage driver and the snapshot controller of kubernetes-csi do, since none runs
 * here: makes a volume for each claim, and says of each snapshot that it is ready. No data are copied.
 */
export class PlayedDriver {
  /** While false, snapshots stay as they were created. */
  takesSnapshots = true;
  private isPlaying = true;
  private playing: Promise<void> | undefined;

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
    this.playing = this.play();
  }

  async stop(): Promise<void> {
    this.isPlaying = false;
    await this.playing;
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

  private async play(): Promise<void> {
    while (this.isPlaying) {
      for (const claim of await this.list('persistentvolumeclaims')) {
        if (
          claim.status?.phase === 'Pending' &&
          claim.spec.storageClassName === this.name
        ) {
          await this.provision(claim);
        }
      }
      if (this.takesSnapshots) {
        for (const snapshot of await this.list('volumesnapshots')) {
          if (!snapshot.status?.readyToUse) await this.take(snapshot);
        }
      }
    }
  }

  /** Nothing where the API server does not know the kind. */
  private async list(kind: string): Promise<readonly Listed[]> {
    const answer = await this.service
      .kubectl('get', kind, '--output', 'json')
      .catch(() => '{"items":[]}');
    return JSON.parse(answer).items;
  }

  private provision({ metadata, spec }: Listed): Promise<void> {
    return this.apply({
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name: `${this.name}-${metadata.uid}` },
      spec: {
        accessModes: spec.accessModes,
        capacity: spec.resources?.requests,
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

  private async take({ metadata }: Listed): Promise<void> {
    const status = { readyToUse: true, creationTime: new Date().toISOString() };
    await this.service.kubectl(
      ...['patch', 'volumesnapshot', metadata.name],
      ...['--subresource=status', '--type=merge'],
      ...['--patch', JSON.stringify({ status })],
    );
  }
}
