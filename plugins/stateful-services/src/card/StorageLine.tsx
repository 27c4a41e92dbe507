import { RiHardDrive2Line } from '@remixicon/react';
import {
  formatBytes,
  Storage,
} from 'backstage-plugin-stateful-services-common';
import { formatRatio } from '../quantities/formatRatio';
import styles from './StorageLine.module.css';

export interface StorageLineProps {
  /** Name of the set, from which its members are named. */
  readonly name: string;
  readonly storage: Storage;
}

function describeSizes({ claims, sizesBytes }: Storage): string {
  const [smallest] = sizesBytes;
  const largest = sizesBytes.at(-1);
  if (smallest === undefined || largest === undefined) {
    return `${claims} ${claims === 1 ? 'volume' : 'volumes'} of unknown size`;
  }
  return smallest === largest
    ? `${claims} × ${formatBytes(smallest)}`
    : `${claims} volumes of ${formatBytes(smallest)} to ${formatBytes(largest)}`;
}

const WHAT_HAPPENS: Readonly<Record<Storage['state'], string | undefined>> = {
  Bound: undefined,
  Filling: undefined,
  None: undefined,
  Pending: 'waiting for a volume',
  Expanding: 'being expanded',
  Blocked: 'blocked',
  Lost: 'a volume is lost',
  Unknown: 'not known',
};

/** The volumes of the set in one line. */
export function StorageLine({ name, storage }: StorageLineProps) {
  const { fullest, claims, state } = storage;
  if (claims === 0 && state !== 'Unknown') {
    return (
      <p className={styles.line}>
        <span className={styles.sizes}>
          <RiHardDrive2Line aria-hidden size={16} />
          No storage of its own
        </span>
      </p>
    );
  }
  return (
    <p className={styles.line}>
      <span className={styles.sizes}>
        <RiHardDrive2Line aria-hidden size={16} />
        <span>Storage {claims > 0 && describeSizes(storage)}</span>
      </span>
      {WHAT_HAPPENS[state] && <span>{WHAT_HAPPENS[state]}</span>}
      {fullest && (
        <span className={styles.fullest}>
          fullest {name}-{fullest.ordinal} {formatRatio(fullest.usedRatio)}
          <span className={styles.meter} data-state={state}>
            <span
              className={styles.used}
              style={{
                width: formatRatio(Math.min(1, fullest.usedRatio)).replace(
                  ' ',
                  '',
                ),
              }}
            />
          </span>
        </span>
      )}
    </p>
  );
}
