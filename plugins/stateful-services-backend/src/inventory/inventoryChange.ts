import { StatefulSetRecord } from 'backstage-plugin-stateful-services-common';

/** Something that can change a judgement. */
export type InventoryChange =
  | {
      readonly kind: 'sets';
      readonly cluster: string;
      /** Each set concerned, as it is now and as it was when it was itself changed, so that either can be matched. */
      readonly sets: readonly StatefulSetRecord[];
    }
  /** How the cluster can be read has changed, or it is not watched any more: that concerns everything in it. */
  | { readonly kind: 'cluster'; readonly cluster: string };

export type InventoryListener = (change: InventoryChange) => void;

/** `cluster/namespace/name`, as reports spell it. */
export function setKey(
  cluster: string,
  { namespace, name }: { readonly namespace: string; readonly name: string },
): string {
  return [cluster, namespace, name].join('/');
}
