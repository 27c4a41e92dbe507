import { Setting } from 'backstage-plugin-stateful-services-node';

/**
 * A setting that is a whole number, in a unit that its name tells.
 *
 * @param why - of the limits, if there is more to say
 */
export function wholeNumber(
  description: string,
  { least, most }: { readonly least: number; readonly most: number },
  why = '',
): Setting {
  const range = `from ${least} to ${most}`;
  return {
    description: `${description}, ${range}`,
    rule: value =>
      Number.isInteger(value) && Number(value) >= least && Number(value) <= most
        ? undefined
        : `must be a whole number ${range}${why && `: ${why}`}`,
  };
}
