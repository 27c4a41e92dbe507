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
  const allowed = 'must be 3, 5, 7 or 9';
  return value => {
    if (!Number.isInteger(value) || value < 3) {
      return allowed;
    }
    if (value > 9) {
      return `${allowed}: ${tooMany}`;
    }
    return value % 2 === 0
      ? `${allowed}: a quorum is a majority, so ${value} members survive the loss of no more than ${
          value - 1
        } do`
      : undefined;
  };
}
