import { readFile } from 'node:fs/promises';
import { Problem } from '../running/problem.mjs';

/**
 * Refuses a kubeconfig that cannot be used before anything is installed or started for it.
 *
 * @param {string} file absolute path
 */
export async function checkKubeconfig(file) {
  const text = await readFile(file, 'utf8').catch(error => {
    throw new Problem(whyUnreadable(file, error));
  });
  if (!/["']?contexts["']?\s*:\s*(\[\s*[^\s\]]|\n)/.test(text)) {
    throw new Problem(
      `${file} is not a usable kubeconfig: it names no contexts; check it with "kubectl config get-contexts".`,
    );
  }
}

/** @param {string} file @param {NodeJS.ErrnoException} error */
function whyUnreadable(file, error) {
  switch (error.code) {
    case 'ENOENT':
      return `The kubeconfig ${file} does not exist; give --kubeconfig the path of an existing file.`;
    case 'EISDIR':
      return `The kubeconfig ${file} is a directory; give --kubeconfig the path of a file.`;
    case 'EACCES':
      return `The kubeconfig ${file} may not be read by this user; change its permissions or give another file.`;
    default:
      return `The kubeconfig ${file} could not be read (${error.code}); give --kubeconfig another file.`;
  }
}
