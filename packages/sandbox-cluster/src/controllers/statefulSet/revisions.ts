import { isDeepStrictEqual } from 'node:util';
import { ControllerRevision, StatefulSet } from '../../kinds/statefulSet';
import { podTemplateSchema } from '../../kinds/pod';
import { selects } from '../../kinds/labelSelector';
import { controllerOf } from '../../kinds/metadata';
import { ControlContext } from '../controller';
import { ownedBy } from '../ownership';
import { safeHash } from './safeHash';

export interface Revisions {
  readonly all: readonly ControllerRevision[];
  readonly current: ControllerRevision;
  readonly update: ControllerRevision;
}

function dataOf(set: StatefulSet) {
  return { spec: { template: { ...set.spec.template, $patch: 'replace' } } };
}

/** The set as it was at a revision: only the template is part of one. */
export function atRevision(
  set: StatefulSet,
  revision: ControllerRevision,
): StatefulSet {
  const spec: unknown = revision.data?.spec;
  const { $patch: _, ...template } = Object(Object(spec).template);
  return {
    ...set,
    spec: { ...set.spec, template: podTemplateSchema.parse(template) },
  };
}

function createRevision(
  { store, registry }: ControlContext,
  set: StatefulSet,
  revision: number,
): ControllerRevision {
  const data = dataOf(set);
  const hash = safeHash(JSON.stringify(data));
  const key = {
    namespace: set.metadata.namespace,
    name: `${set.metadata.name}-${hash}`,
  };
  // The revision of a namesake that was deleted a moment ago holds the same template, so it serves as well.
  const existing = store.get('controllerrevisions', key);
  if (existing) {
    return existing;
  }
  return registry.create('controllerrevisions', {
    metadata: {
      ...key,
      labels: {
        ...set.spec.template.metadata?.labels,
        'controller.kubernetes.io/hash': hash,
      },
      annotations: set.metadata.annotations,
      ownerReferences: [ownedBy(set)],
    },
    revision,
    data,
  });
}

function updateRevisionOf(
  context: ControlContext,
  set: StatefulSet,
  known: readonly ControllerRevision[],
): ControllerRevision {
  const latest = known.at(-1);
  const next = (latest?.revision ?? 0) + 1;
  const same = known.findLast(({ data }) =>
    isDeepStrictEqual(data, dataOf(set)),
  );
  if (!same) {
    return createRevision(context, set, next);
  }
  return same === latest
    ? same
    : context.registry.update('controllerrevisions', {
        ...same,
        revision: next,
      });
}

/**
 * The revision that the set runs and the one that it is to run, written down when its template is new.
 *
 * @remarks Going back to an earlier template gives that template's revision the highest number instead of making a new
 * one, so age and number disagree afterwards (kube-controller-manager 1.36).
 */
export function readRevisions(
  context: ControlContext,
  set: StatefulSet,
): Revisions {
  const known = context.store
    .list('controllerrevisions', set.metadata.namespace)
    .filter(revision => {
      const owner = controllerOf(revision);
      return owner
        ? owner.uid === set.metadata.uid
        : selects(set.spec.selector, revision.metadata.labels);
    })
    .sort((a, b) => a.revision - b.revision);
  const update = updateRevisionOf(context, set, known);
  const all = [
    ...known.filter(({ metadata }) => metadata.uid !== update.metadata.uid),
    update,
  ];
  const current =
    all.find(({ metadata }) => metadata.name === set.status?.currentRevision) ??
    update;
  return { all, current, update };
}

/** Drops the oldest revisions that nothing runs, beyond the history limit. */
export function truncateHistory(
  { registry }: ControlContext,
  set: StatefulSet,
  { all, current, update }: Revisions,
  runningRevisions: readonly (string | undefined)[],
): void {
  const live = [
    current.metadata.name,
    update.metadata.name,
    ...runningRevisions,
  ];
  const idle = all.filter(({ metadata }) => !live.includes(metadata.name));
  const excess = idle.length - set.spec.revisionHistoryLimit;
  for (const { metadata } of idle.slice(0, Math.max(0, excess))) {
    registry.delete('controllerrevisions', metadata);
  }
}
