import { KubernetesObject } from '../kinds/metadata';
import { apiVersionOf } from '../kinds/resources';
import { gone, invalid } from '../registry/apiError';
import { Clock } from '../store/clock';
import { Change, ObjectStore } from '../store/objectStore';
import { Exchange } from './exchange';
import { ResourceRoute } from './route';
import { selectionOf } from './selection';
import { Predicate } from './selectors';
import { statusOf } from './status';

const BOOKMARK_EVERY_MS = 10_000;
const DEFAULT_TIMEOUT_SECONDS = 1800;

interface WatchEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  readonly object: unknown;
}

/** What a change means to someone who sees only a selection: an object may come into it and leave it. */
export function eventOf(
  { before, after, object }: Change,
  isSelected: Predicate,
): WatchEvent | undefined {
  const was = before !== undefined && isSelected(before);
  const is = after !== undefined && isSelected(after);
  if (is) {
    return { type: was ? 'MODIFIED' : 'ADDED', object: after };
  }
  return was ? { type: 'DELETED', object: leaving(before, object) } : undefined;
}

/** The last state that was in the selection, at the version of the change that took it out. */
function leaving(before: KubernetesObject, object: KubernetesObject) {
  const { resourceVersion } = object.metadata;
  return { ...before, metadata: { ...before.metadata, resourceVersion } };
}

/** One watch: what was there if it is asked for, then every change until the client goes or the time is up. */
export class WatchStream {
  private readonly endings: (() => void)[] = [];
  private readonly isSelected: Predicate;

  constructor(
    private readonly store: ObjectStore,
    private readonly clock: Clock,
    private readonly route: ResourceRoute,
    private readonly exchange: Exchange,
  ) {
    this.isSelected = selectionOf(route, exchange.query);
    this.checkInitialEvents();
  }

  /** Calls back when the stream has ended, whoever ended it. */
  start(onEnd: () => void): void {
    const { response, query } = this.exchange;
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.flushHeaders();
    this.endings.push(onEnd);
    response.on('close', () => this.end());
    if (!this.sendBacklog()) {
      this.end();
      return;
    }
    this.endings.push(
      this.store.subscribe(change => this.sendChange(change)),
      this.clock.after(
        1000 * Number(query.get('timeoutSeconds') || DEFAULT_TIMEOUT_SECONDS),
        () => this.expire(),
      ),
    );
    this.bookmarkRegularly();
  }

  end(): void {
    this.endings.splice(0).forEach(ending => ending());
    this.exchange.response.end();
  }

  private checkInitialEvents(): void {
    const { query } = this.exchange;
    const wanted = query.get('sendInitialEvents') !== null;
    const match = query.get('resourceVersionMatch');
    const message = this.initialEventsProblem(wanted, match);
    if (message) {
      throw invalid(
        { ...this.route.type, group: 'meta.k8s.io', kind: 'ListOptions' },
        '',
        [{ field: 'resourceVersionMatch', message }],
      );
    }
  }

  private initialEventsProblem(wanted: boolean, match: string | null) {
    if (wanted && match !== 'NotOlderThan') {
      return 'Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan';
    }
    return !wanted && match
      ? 'Forbidden: resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided'
      : undefined;
  }

  /** False when the version asked for is no longer known, which the client has been told then. */
  private sendBacklog(): boolean {
    const { query } = this.exchange;
    const version = Number(query.get('resourceVersion') || 0);
    const initial = query.get('sendInitialEvents');
    if (initial === 'true' || (version === 0 && initial === null)) {
      this.store
        .list(this.route.type.name, this.route.namespace)
        .filter(this.isSelected)
        .forEach(object => this.send({ type: 'ADDED', object }));
      if (initial === 'true') {
        this.sendBookmark({ 'k8s.io/initial-events-end': 'true' });
      }
      return true;
    }
    const changes = this.store.changesSince(version || this.store.version);
    if (!changes) {
      const error = gone(
        `too old resource version: ${version} (${this.store.compactedAt})`,
      );
      this.send({ type: 'ERROR', object: statusOf(error) });
      return false;
    }
    changes.forEach(change => this.sendChange(change));
    return true;
  }

  private sendChange(change: Change): void {
    const event =
      change.resource === this.route.type.name &&
      eventOf(change, this.isSelected);
    if (event) {
      this.send(event);
    }
  }

  private get wantsBookmarks(): boolean {
    return this.exchange.query.get('allowWatchBookmarks') === 'true';
  }

  private bookmarkRegularly(): void {
    this.endings.push(
      this.clock.after(BOOKMARK_EVERY_MS, () => {
        this.sendBookmark();
        this.bookmarkRegularly();
      }),
    );
  }

  private expire(): void {
    this.sendBookmark();
    this.end();
  }

  private sendBookmark(annotations?: Readonly<Record<string, string>>): void {
    if (this.wantsBookmarks) {
      this.send({
        type: 'BOOKMARK',
        object: {
          kind: this.route.type.kind,
          apiVersion: apiVersionOf(this.route.type),
          metadata: {
            resourceVersion: String(this.store.version),
            ...(annotations && { annotations }),
          },
        },
      });
    }
  }

  private send(event: WatchEvent): void {
    this.exchange.response.write(`${JSON.stringify(event)}\n`);
  }
}
