import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { UnwatchedClusters } from 'backstage-plugin-stateful-services-common';
import { CatalogClusters } from './clusters/catalogClusters';
import { ClusterDefinition } from './clusters/clusterDefinition';
import { DefinedClusters } from './clusters/defineClusters';
import { ClusterWatches } from './clusterWatches';
import { wait } from './watching/wait';

/** The catalog itself takes longer to notice that an entity has changed. */
const LIST_EVERY_MS = 10_000;

/** What a catalog holds, and why that could not be read again. */
interface Listing {
  readonly clusters: readonly ClusterDefinition[];
  readonly failure?: string;
}

/** Decides which clusters are watched: those that are there for good, and those that the catalog holds at the moment. */
export class ClusterRoster {
  readonly #listings = new Map<CatalogClusters, Listing>();
  readonly #controller = new AbortController();
  #unwatched: readonly UnwatchedClusters[] = [];
  #said: ReadonlySet<string> = new Set();
  #running: Promise<void> = Promise.resolve();

  constructor(
    private readonly options: {
      readonly defined: DefinedClusters;
      readonly watches: Pick<ClusterWatches, 'watch' | 'stop'>;
      readonly logger: LoggerService;
    },
  ) {}

  /** What is named and not watched, and why. */
  get unwatched(): readonly UnwatchedClusters[] {
    return this.#unwatched;
  }

  /** False until every catalog has been asked once, whatever it answered. */
  get isComplete(): boolean {
    return this.#listings.size === this.options.defined.catalogs.length;
  }

  start(): void {
    this.#apply();
    if (this.options.defined.catalogs.length > 0) {
      this.#running = this.#follow(this.#controller.signal);
    }
  }

  /** Asks the catalogs, and watches what they hold. One that does not answer holds what it held before. */
  async refresh(): Promise<void> {
    for (const catalog of this.options.defined.catalogs) {
      this.#listings.set(catalog, await this.#list(catalog));
    }
    this.#apply();
  }

  async stop(): Promise<void> {
    this.#controller.abort();
    await this.#running;
    await this.options.watches.stop();
  }

  async #follow(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.refresh();
      await wait(LIST_EVERY_MS, signal);
    }
  }

  async #list(catalog: CatalogClusters): Promise<Listing> {
    try {
      return { clusters: await catalog.listClusters() };
    } catch (error) {
      return {
        clusters: this.#listings.get(catalog)?.clusters ?? [],
        failure: toError(error).message,
      };
    }
  }

  #apply(): void {
    if (this.#controller.signal.aborted) {
      return;
    }
    const { defined, watches } = this.options;
    const { clusters, unwatched } = this.#gather();
    const stray = this.isComplete
      ? defined.settings.describeStray(clusters)
      : [];
    this.#say([
      ...defined.unwatched,
      ...unwatched,
      ...stray.map(message => ({ origin: 'statefulServices', message })),
    ]);
    watches.watch(clusters);
  }

  /** A name that is taken stays with whoever had it first. */
  #gather(): Pick<DefinedClusters, 'clusters' | 'unwatched'> {
    const { defined } = this.options;
    const clusters = new Map(defined.clusters.map(each => [each.name, each]));
    const unwatched: UnwatchedClusters[] = [];
    for (const [{ origin }, listing] of this.#listings) {
      if (listing.failure !== undefined) {
        unwatched.push({
          origin,
          message: `The catalog could not be asked for its clusters; those that it held before are watched on, and another try follows: ${listing.failure}`,
        });
      }
      for (const cluster of listing.clusters) {
        const other = clusters.get(cluster.name);
        if (other) {
          unwatched.push({
            origin: cluster.origin,
            message: `Another cluster is named "${cluster.name}", by ${other.origin}; rename one of them`,
          });
        } else {
          clusters.set(cluster.name, defined.settings.addTo(cluster));
        }
      }
    }
    return { clusters: [...clusters.values()], unwatched };
  }

  /** Each is logged when it is new. */
  #say(unwatched: readonly UnwatchedClusters[]): void {
    this.#unwatched = unwatched;
    const lines = unwatched.map(
      ({ origin, message }) => `${origin}: ${message}`,
    );
    for (const line of lines) {
      if (!this.#said.has(line)) {
        this.options.logger.warn(line);
      }
    }
    this.#said = new Set(lines);
  }
}
