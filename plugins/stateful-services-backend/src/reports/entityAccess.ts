import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import {
  CompoundEntityRef,
  Entity,
  makeValidator,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { InputError, NotFoundError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import DataLoader from 'dataloader';
import {
  SELECTING_ANNOTATIONS,
  statefulServicesReportReadPermission,
} from 'backstage-plugin-stateful-services-common';
import { authorize } from './authorize';
import { RecentAnswers } from './recentAnswers';

const validator = makeValidator();

function refuseMalformed({ kind, namespace, name }: CompoundEntityRef): void {
  if (!validator.isValidKind(kind)) {
    throw new InputError(
      `kind "${kind}" is no entity kind: 1 to 63 letters and digits, beginning with a letter`,
    );
  }
  if (!validator.isValidNamespace(namespace)) {
    throw new InputError(
      `namespace "${namespace}" is no entity namespace: 1 to 63 lower case letters, digits and "-"`,
    );
  }
  if (!validator.isValidEntityName(name)) {
    throw new InputError(
      `name "${name}" is no entity name: 1 to 63 letters, digits, "-", "_" and "."`,
    );
  }
}

/** What of an entity a report needs. */
const FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.annotations',
];

/** Entities that the catalog is asked for in one question. */
const MOST_TOGETHER = 200;

/** Who asks, and within which restrictions: decisions are never shared between callers. */
function callerOf({ principal }: BackstageCredentials): string {
  return JSON.stringify(principal);
}

type EntityLoader = DataLoader<string, Entity | undefined>;

/** Finds the entities that a caller may see reports of: permission first, then the catalog as the caller sees it. */
export class EntityAccess {
  readonly #permitted: RecentAnswers<void>;
  readonly #entities: RecentAnswers<Entity>;
  // Kept as briefly as answers are, so that none outlives the token of its caller.
  readonly #loaders: RecentAnswers<EntityLoader>;

  constructor(
    private readonly catalog: CatalogService,
    private readonly permissions: PermissionsService,
    now: () => number,
  ) {
    this.#permitted = new RecentAnswers(now);
    this.#entities = new RecentAnswers(now);
    this.#loaders = new RecentAnswers(now);
  }

  /**
   * @throws InputError for a malformed ref, NotAllowedError without the permission, NotFoundError when the catalog shows the
   * caller no such entity.
   */
  async getEntity(
    ref: CompoundEntityRef,
    credentials: BackstageCredentials,
  ): Promise<Entity> {
    refuseMalformed(ref);
    await this.#authorize(credentials);
    return this.#entities.get(
      `${callerOf(credentials)} ${stringifyEntityRef(ref)}`,
      () => this.#findEntity(ref, credentials),
    );
  }

  /**
   * All entities with one of the annotations that select sets.
   *
   * @throws NotAllowedError without the permission.
   */
  async getFleet(
    credentials: BackstageCredentials,
  ): Promise<readonly Entity[]> {
    await this.#authorize(credentials);
    const pages = this.catalog.streamEntities(
      {
        filter: SELECTING_ANNOTATIONS.map(annotation => ({
          [`metadata.annotations.${annotation}`]: CATALOG_FILTER_EXISTS,
        })),
        fields: FIELDS,
      },
      { credentials },
    );
    const entities: Entity[] = [];
    for await (const page of pages) {
      entities.push(...page);
    }
    return entities;
  }

  async #findEntity(
    ref: CompoundEntityRef,
    credentials: BackstageCredentials,
  ): Promise<Entity> {
    const loader = await this.#loaders.get(callerOf(credentials), async () =>
      this.#createLoader(credentials),
    );
    const entityRef = stringifyEntityRef(ref);
    const entity = await loader.load(entityRef);
    if (!entity) {
      throw new NotFoundError(
        `The catalog has no entity ${entityRef}, or you may not see it`,
      );
    }
    return entity;
  }

  /** Asks the catalog at once; for what is asked for before it has answered, it is asked together. */
  #createLoader(credentials: BackstageCredentials): EntityLoader {
    let answered: Promise<unknown> = Promise.resolve();
    return new DataLoader(
      entityRefs => {
        const answer = this.catalog.getEntitiesByRefs(
          { entityRefs: [...entityRefs], fields: FIELDS },
          { credentials },
        );
        answered = answer.catch(() => {});
        return answer.then(({ items }) => items);
      },
      {
        cache: false,
        maxBatchSize: MOST_TOGETHER,
        batchScheduleFn: ask => void answered.then(ask),
      },
    );
  }

  #authorize(credentials: BackstageCredentials): Promise<void> {
    return this.#permitted.get(callerOf(credentials), () =>
      authorize(this.permissions, {
        credentials,
        permission: statefulServicesReportReadPermission,
        what: 'read reports of stateful services',
      }),
    );
  }
}
