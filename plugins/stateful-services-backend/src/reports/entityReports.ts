import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  compareLevels,
  EntityReport,
  FleetReport,
  StatefulSetRecord,
  StatefulSetReport,
  worstLevel,
} from 'backstage-plugin-stateful-services-common';
import { ClusterInventory } from '../inventory/clusterInventory';
import { Inventory } from '../inventory/inventory';
import { setKey } from '../inventory/inventoryChange';
import { AssessmentCache } from './assessmentCache';
import { SetSelector, selectSets } from './selectSets';

function compareReports(a: StatefulSetReport, b: StatefulSetReport): number {
  return (
    compareLevels(a.assessment.level, b.assessment.level) ||
    a.key.localeCompare(b.key)
  );
}

/** The sets that may match; a fleet has too many to look at each for each entity. */
function findCandidates(
  { tables: { statefulsets } }: ClusterInventory,
  { candidates }: SetSelector,
): readonly StatefulSetRecord[] {
  if (!candidates) {
    return [...statefulsets.values()];
  }
  return 'keys' in candidates
    ? [...new Set(candidates.keys)].flatMap(key => statefulsets.get(key) ?? [])
    : [
        ...new Set(
          candidates.labels.flatMap(label => statefulsets.find('label', label)),
        ),
      ];
}

/** Reports how the stateful services of a catalog entity are, from what is known; asks no cluster anything. */
export class EntityReports {
  constructor(
    private readonly inventory: Inventory,
    private readonly assessments: AssessmentCache,
    private readonly now: () => number,
  ) {}

  selectorOf(entity: Entity): SetSelector {
    return selectSets(
      entity,
      this.inventory.clusters.map(({ name }) => name),
    );
  }

  report(entity: Entity, selector = this.selectorOf(entity)): EntityReport {
    return {
      ...this.#item(entity, selector),
      clusters: this.inventory.clusters
        .filter(({ name }) => selector.looksIn(name))
        .map(cluster => cluster.clusterReading(selector.namespaces)),
    };
  }

  /** A page of the entities' reports, worst first. */
  reportFleet(
    entities: readonly Entity[],
    page: { readonly limit: number; readonly offset: number },
  ): FleetReport {
    const items = entities
      .map(entity => this.#item(entity, this.selectorOf(entity)))
      .sort(
        (a, b) =>
          compareLevels(a.level, b.level) ||
          a.entityRef.localeCompare(b.entityRef),
      );
    return {
      generatedAt: new Date(this.now()).toISOString(),
      clusters: this.inventory.clusters.map(cluster =>
        cluster.clusterReading(),
      ),
      items: items.slice(page.offset, page.offset + page.limit),
      totalItems: items.length,
    };
  }

  /** The report without the clusters, which a fleet shares. */
  #item(entity: Entity, selector: SetSelector): FleetReport['items'][number] {
    const statefulSets = this.#reportSets(selector);
    return {
      entityRef: stringifyEntityRef(entity),
      generatedAt: new Date(this.now()).toISOString(),
      level:
        statefulSets.length === 0
          ? 'unknown'
          : worstLevel(statefulSets.map(({ assessment }) => assessment.level)),
      selection: selector.selection,
      statefulSets,
    };
  }

  #reportSets(selector: SetSelector): StatefulSetReport[] {
    return this.inventory.clusters
      .filter(({ name }) => selector.looksIn(name))
      .flatMap(cluster =>
        findCandidates(cluster, selector)
          .filter(set => selector.matches(cluster.name, set))
          .map(set => ({
            key: setKey(cluster.name, set),
            cluster: cluster.name,
            namespace: set.namespace,
            name: set.name,
            assessment: this.assessments.assess(cluster, set),
          })),
      )
      .sort(compareReports);
  }
}
