import { parseEntityRef } from '@backstage/catalog-model';
import { RiSearchLine } from '@remixicon/react';
import {
  ANNOTATION_KUBERNETES_ID,
  ANNOTATION_LABEL_SELECTOR,
  EntityReport,
} from 'backstage-plugin-stateful-services-common';
import { CopyableCommand } from '../findings/CopyableCommand';
import { LEVEL_LOOK } from '../status/levelLook';
import { Look } from '../status/look';
import { describePlaces } from './describePlaces';
import { Notice } from './Notice';

export interface EmptyViewProps {
  readonly report: EntityReport;
}

const LOOKED: Look = {
  icon: RiSearchLine,
  text: 'Nothing found',
  level: 'unknown',
};

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
            Looked for the annotations <code>{ANNOTATION_KUBERNETES_ID}</code>{' '}
            and <code>{ANNOTATION_LABEL_SELECTOR}</code>. Add one to its
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
      return (
        <Notice
          look={LOOKED}
          title={`No StatefulSet carries ${selection.labelSelector}.`}
        >
          <p>{describePlaces(clusters, selection)}</p>
          <p>
            {clusters.length === 0
              ? 'Connect a cluster in the configuration of the backend.'
              : 'Set these labels on the StatefulSet, or correct the annotations of the entity. A service that was created just now appears by itself.'}
          </p>
        </Notice>
      );
    default: {
      const impossible: never = selection;
      return impossible;
    }
  }
}
