import { parseEntityRef } from '@backstage/catalog-model';
import { RiSearchLine } from '@remixicon/react';
import {
  ANNOTATION_KUBERNETES_ID,
  ANNOTATION_LABEL_SELECTOR,
  ANNOTATION_STATEFUL_SET,
  ClusterReading,
  EntityReport,
} from 'backstage-plugin-stateful-services-common';
import { CopyableCommand } from '../findings/CopyableCommand';
import { LEVEL_LOOK } from '../status/levelLook';
import { Look } from '../status/look';
import { describePlaces, describeWanted, LookedFor } from './describeSelection';
import { Notice } from '../reading/Notice';

export interface EmptyViewProps {
  readonly report: EntityReport;
}

const LOOKED: Look = {
  icon: RiSearchLine,
  text: 'Nothing found',
  level: 'unknown',
};

function adviceFor(selection: LookedFor, isConnected: boolean): string {
  if (!isConnected) {
    return 'Connect a cluster in the configuration of the backend.';
  }
  return selection.kind === 'labels'
    ? 'Set these labels on the StatefulSet, or correct the annotations of the entity. A service that was created just now appears by itself.'
    : `Correct the annotation ${ANNOTATION_STATEFUL_SET} of the entity, or create the StatefulSet. One that was created just now appears by itself.`;
}

function NothingFound(props: {
  readonly selection: LookedFor;
  readonly clusters: readonly ClusterReading[];
}) {
  const { selection, clusters } = props;
  return (
    <Notice
      look={LOOKED}
      title={`No StatefulSet ${describeWanted(selection)}.`}
    >
      <p>{describePlaces(clusters, selection)}</p>
      <p>{adviceFor(selection, clusters.length > 0)}</p>
    </Notice>
  );
}

/** Nothing to show: what was looked for, where, and what to do. */
export function EmptyView({ report }: EmptyViewProps) {
  const { selection, clusters } = report;
  switch (selection.kind) {
    case 'missing':
      return (
        <Notice
          look={LOOKED}
          title={`${report.entityRef} does not say which StatefulSets are its own.`}
        >
          <p>
            Looked for the annotations <code>{ANNOTATION_KUBERNETES_ID}</code>,{' '}
            <code>{ANNOTATION_LABEL_SELECTOR}</code> and{' '}
            <code>{ANNOTATION_STATEFUL_SET}</code>. Add the first to its
            catalog-info.yaml, and the label of the same name to the
            StatefulSet:
          </p>
          <CopyableCommand
            command={`${ANNOTATION_KUBERNETES_ID}: ${parseEntityRef(report.entityRef).name}`}
          />
        </Notice>
      );
    case 'invalid':
      return (
        <Notice
          look={LEVEL_LOOK.attention}
          title={`The annotation ${selection.annotation} cannot be understood.`}
        >
          <p>{selection.message}</p>
          <p>
            No cluster was looked in. Correct the annotation in the
            catalog-info.yaml of <code>{report.entityRef}</code>.
          </p>
        </Notice>
      );
    case 'labels':
    case 'sets':
      return <NothingFound selection={selection} clusters={clusters} />;
    default: {
      const impossible: never = selection;
      return impossible;
    }
  }
}
