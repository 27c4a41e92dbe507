import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds this project; it need not be a git checkout. */
export const checkout = resolve(
  fileURLToPath(import.meta.url),
  '..',
  '..',
  '..',
);
