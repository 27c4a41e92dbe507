import { Setting } from 'backstage-plugin-stateful-services-node';
import { wholeNumber } from './wholeNumber';

/*
 * Settings of several engines. The sentences are also in values.schema.json and in templates/_rules.tpl of the charts;
 * the table in badInput.ts holds them together.
 */

/** Pods that may be away at a time when nodes are drained. */
export const maxUnavailable: Setting = {
  description: 'How many members a drain may take at a time; absent: 1',
  rule: (value, { replicas }) =>
    Number.isInteger(value) &&
    Number(value) >= 1 &&
    // One may always go: of two members of a shard, too.
    (value === 1 || replicas === 1 || Number(value) < replicas / 2)
      ? undefined
      : 'must be 1 or more, so that nodes can be drained, and less than half of the members, so that a majority stays',
};

/** @param preStopSeconds - the longest that preStop may take */
export function gracePeriodSeconds(
  least: number,
  preStopSeconds: number,
): Setting {
  return wholeNumber(
    'How long a member may take to stop, in seconds',
    { least, most: 3600 },
    `preStop alone takes up to ${preStopSeconds} seconds`,
  );
}

/** Whether the owner relies on volumes that can become larger. */
export const growthPromised: Setting = {
  description:
    'true: the deployment is refused when the storage class does not allow volumes to grow',
  rule: (value, { cloud, storageClassName }) =>
    // Terraform makes a class that allows it in a known cloud.
    value === false ||
    (value === true && (cloud !== 'generic' || storageClassName))
      ? undefined
      : 'must be false unless the storage class is known to allow expansion',
};
