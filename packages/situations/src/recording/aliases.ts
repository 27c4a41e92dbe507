import { KubernetesObject } from '../cluster/kubernetesObject';

const UID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Gives everything that is named by chance a name that tells what it is, so that two recordings can be compared. */
export class Aliases {
  private readonly aliases = new Map<string, string>();
  private readonly counts = new Map<string, number>();

  constructor(
    private readonly namespace: string,
    private readonly situation: string,
  ) {}

  /** Remembers an object, the second of the same name being another one. */
  meet({ kind, metadata }: KubernetesObject): void {
    if (metadata.uid && !this.aliases.has(metadata.uid)) {
      this.name(metadata.uid, `${kind}-${this.rewrite(metadata.name)}`);
    }
  }

  rewrite(text: string): string {
    return text
      .replace(UID, uid => this.aliases.get(uid) ?? this.name(uid, 'unseen'))
      .replaceAll(this.namespace, this.situation);
  }

  private name(uid: string, base: string): string {
    const count = (this.counts.get(base) ?? 0) + 1;
    const alias = `${base.toLowerCase()}.${count}`;
    this.counts.set(base, count);
    this.aliases.set(uid, alias);
    return alias;
  }
}
