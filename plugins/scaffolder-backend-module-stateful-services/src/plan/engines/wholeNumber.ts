import { Setting } from 'backstage-plugin-stateful-services-node';

/** A setting that is a whole number, in a unit that its name tells. */
export function wholeNumber(
  description: string,
  { least, most }: { readonly least: number; readonly most: number },
): Setting {
  return {
    description: `${description}, from ${least} to ${most}`,
    rule: value =>
      Number.isInteger(value) && Number(value) >= least && Number(value) <= most
        ? undefined
        : `must be a whole number from ${least} to ${most}`,
  };
}
