import { Assessment } from 'backstage-plugin-stateful-services-common';

/** The lowest ordinal that updates may reach; undefined when no partition holds them back. */
export function firstUpdatedOrdinal({
  partition,
  startOrdinal,
}: Assessment): number | undefined {
  return partition > 0 ? startOrdinal + partition : undefined;
}
