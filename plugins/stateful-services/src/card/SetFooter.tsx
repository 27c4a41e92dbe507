import { Button } from '@backstage/ui';
import { RiArrowDownSLine, RiArrowUpSLine } from '@remixicon/react';
import { StatefulSetReport } from 'backstage-plugin-stateful-services-common';
import styles from './SetFooter.module.css';

export interface SetFooterProps {
  readonly set: StatefulSetReport;
  readonly open: boolean;
  readonly detailsId: string;
  readonly onToggle: () => void;
}

/** The last part of an image's name and its tag, or the start of its digest. */
function shortImage(image: string): string {
  const [name = image, digest] = image
    .slice(image.lastIndexOf('/') + 1)
    .split('@');
  return name.includes(':') || digest === undefined
    ? name
    : `${name}@${digest.slice(0, 'sha256:'.length + 7)}`;
}

/** Where the set is, what it runs, and the way to everything else. */
export function SetFooter({ set, open, detailsId, onToggle }: SetFooterProps) {
  const { assessment, cluster, namespace, name } = set;
  const [image, ...sidecars] = assessment.images;
  const count = assessment.findings.length;
  return (
    <div className={styles.footer}>
      <span className={styles.place}>
        {cluster} / {namespace} / {name}
      </span>
      {image && (
        <span className={styles.place} title={assessment.images.join(', ')}>
          {shortImage(image)}
          {sidecars.length > 0 && ` and ${sidecars.length} more`}
        </span>
      )}
      <span className={styles.toggle}>
        <Button
          size="small"
          variant="tertiary"
          aria-expanded={open}
          aria-controls={open ? detailsId : undefined}
          iconEnd={open ? <RiArrowUpSLine /> : <RiArrowDownSLine />}
          onPress={onToggle}
        >
          {count > 1 ? `Details, ${count} findings` : 'Details'}
        </Button>
      </span>
    </div>
  );
}
