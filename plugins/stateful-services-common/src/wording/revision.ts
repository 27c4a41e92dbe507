/** How much of a revision's hash is shown: enough to tell two revisions of one set apart. */
const SHOWN = 5;

/**
 * The hash in the name of a ControllerRevision (`<set>-<hash>`), cut short for people.
 *
 * @public
 */
export function shortRevision(name: string): string {
  return name.slice(name.lastIndexOf('-') + 1).slice(0, SHOWN);
}
