type Raw = Record<string, unknown>;

/** A raw object with the parts that faults reach into. */
export interface ClusterObject extends Raw {
  readonly kind: string;
  readonly metadata: Raw & { readonly name: string; readonly namespace?: string };
  readonly spec: Raw;
  readonly status: Raw;
}

/** A healthy cluster with one set, and how a fault changes it. */
export class FaultyCluster {
  readonly set: ClusterObject;
  readonly victim: ClusterObject | undefined;

  /** The victim is the member of the highest ordinal, the first that a rollout reaches. */
  constructor(readonly objects: readonly ClusterObject[]) {
    const find = (kind: string) =>
      objects.filter(object => object.kind === kind);
    const [set] = find('StatefulSet');
    if (!set) {
      throw new Error('The cluster has no StatefulSet');
    }
    this.set = set;
    this.victim = find('Pod').at(-1);
  }

  get replicas(): number {
    return this.objects.filter(({ kind }) => kind === 'Pod').length;
  }

  /** The victim's first claim. */
  get claim(): ClusterObject | undefined {
    const ending = `-${this.victim?.metadata.name}`;
    return this.objects.find(
      ({ kind, metadata }) =>
        kind === 'PersistentVolumeClaim' && metadata.name.endsWith(ending),
    );
  }

  get node(): ClusterObject | undefined {
    return this.named('Node', String(this.victim?.spec.nodeName));
  }

  named(kind: string, name: string): ClusterObject | undefined {
    return this.objects.find(
      object => object.kind === kind && object.metadata.name === name,
    );
  }

  ofKind(kind: string): ClusterObject | undefined {
    return this.objects.find(object => object.kind === kind);
  }

  /** The objects with one of them changed; a part that is given replaces only the fields that it names. */
  change(
    object: ClusterObject | undefined,
    parts: { readonly metadata?: Raw; readonly spec?: Raw; readonly status?: Raw },
  ): readonly Raw[] {
    return this.objects.map(candidate =>
      candidate === object
        ? {
            ...candidate,
            metadata: { ...candidate.metadata, ...parts.metadata },
            spec: { ...candidate.spec, ...parts.spec },
            status: { ...candidate.status, ...parts.status },
          }
        : candidate,
    );
  }

  without(object: ClusterObject | undefined): readonly Raw[] {
    return this.objects.filter(candidate => candidate !== object);
  }

  with(object: Raw): readonly Raw[] {
    return [...this.objects, object];
  }
}
