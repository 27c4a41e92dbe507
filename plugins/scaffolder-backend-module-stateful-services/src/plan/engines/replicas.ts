import { Rule } from 'backstage-plugin-stateful-services-node';

/** Of a topology with one member. */
export const oneMember: Rule<number> = value =>
  value === 1 ? undefined : 'must be 1: there is nothing to fail over to';

/**
 * Of a topology in which a majority of the members decides.
 *
 * @param tooMany - why more than nine are no gain, as the end of a sentence
 */
export function oddMajority(tooMany: string): Rule<number> {
  return value =>
    [3, 5, 7, 9].includes(value)
      ? undefined
      : `must be 3, 5, 7 or 9, or 1 without failover: an even number survives no more losses than one less, and ${tooMany}`;
}
