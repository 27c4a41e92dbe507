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

/** Who asks, and within which restrictions: decisions are never shared between callers. */
function callerOf({ principal }: BackstageCredentials): string {
  return JSON.stringify(principal);
}

/** Finds the entities that a caller may see reports of: permission first, then the catalog as the caller sees it. */
export class EntityAccess {
  readonly #permitted: RecentAnswers<void>;
  readonly #entities: RecentAnswers<Entity>;

  constructor(
    private readonly catalog: CatalogService,
    private readonly permissions: PermissionsService,
    now: () => number,
  ) {
    this.#permitted = new RecentAnswers(now);
    this.#entities = new RecentAnswers(now);
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
    const entity = await this.catalog.getEntityByRef(ref, { credentials });
    if (!entity) {
      throw new NotFoundError(
        `The catalog has no entity ${stringifyEntityRef(ref)}, or you may not see it`,
      );
    }
    return entity;
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
