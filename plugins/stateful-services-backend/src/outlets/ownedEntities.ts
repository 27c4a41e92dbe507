import { AuthService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { Entity, RELATION_OWNED_BY } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  SELECTING_ANNOTATIONS,
  StatefulSetRecord,
} from 'backstage-plugin-stateful-services-common';
import { selectSets } from '../reports/selectSets';

const FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.annotations',
  'relations',
];

/** An entity that selects sets, and the entities that own it. */
export interface OwnedEntity {
  readonly entity: Entity;
  readonly owners: readonly string[];
}

/** The entities that select sets and have an owner, as the catalog holds them now. */
export async function readOwnedEntities(services: {
  readonly catalog: CatalogService;
  readonly auth: AuthService;
}): Promise<readonly OwnedEntity[]> {
  const credentials = await services.auth.getOwnServiceCredentials();
  const pages = services.catalog.streamEntities(
    {
      filter: SELECTING_ANNOTATIONS.map(annotation => ({
        [`metadata.annotations.${annotation}`]: CATALOG_FILTER_EXISTS,
      })),
      fields: FIELDS,
    },
    { credentials },
  );
  const owned: OwnedEntity[] = [];
  for await (const page of pages) {
    for (const entity of page) {
      const owners = (entity.relations ?? [])
        .filter(({ type }) => type === RELATION_OWNED_BY)
        .map(({ targetRef }) => targetRef);
      if (owners.length > 0) {
        owned.push({ entity, owners });
      }
    }
  }
  return owned;
}

/** Those of the entities that select the set. */
export function selecting(
  owned: readonly OwnedEntity[],
  cluster: string,
  set: StatefulSetRecord,
): readonly OwnedEntity[] {
  return owned.filter(({ entity }) =>
    selectSets(entity, [cluster]).matches(cluster, set),
  );
}
