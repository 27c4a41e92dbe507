import { readdir, rename } from 'node:fs/promises';

/**
 * Puts a finished folder into its place at once, so that nobody ever sees half of it.
 *
 * @param {string} place
 * @param {string} made a folder; when somebody else has filled the place meanwhile, theirs stays
 */
export async function moveInto(place, made) {
  try {
    await rename(made, place);
  } catch (error) {
    const isThere = await readdir(place)
      .then(names => names.length > 0)
      .catch(() => false);
    if (!isThere) throw error;
  }
}
