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

/** An entity that a set belongs to, and the entities that own it. */
export interface OwnedEntity {
  readonly entity: Entity;
  readonly owners: readonly string[];
}

/** The entities that select a set and have an owner. Looked up each time: that is rare, and owners change. */
export async function findOwners(
  services: { readonly catalog: CatalogService; readonly auth: AuthService },
  cluster: string,
  set: StatefulSetRecord,
): Promise<readonly OwnedEntity[]> {
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
  const found: OwnedEntity[] = [];
  for await (const page of pages) {
    for (const entity of page) {
      const owners = (entity.relations ?? [])
        .filter(({ type }) => type === RELATION_OWNED_BY)
        .map(({ targetRef }) => targetRef);
      if (
        owners.length > 0 &&
        selectSets(entity, [cluster]).matches(cluster, set)
      ) {
        found.push({ entity, owners });
      }
    }
  }
  return found;
}
