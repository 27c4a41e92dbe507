/**
 * A situation that a person can mend. Its message is the one sentence that they are shown; no stack follows.
 */
export class Problem extends Error {
  name = 'Problem';
}

const diskIsFull = /ENOSPC|no space left on device|disk quota exceeded/i;
const registryIsSilent =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|socket hang up|no such host|connection refused|network is unreachable|i\/o timeout/i;
const registryRefuses = /\bE40[13]\b|YN0041|Response Code: 40[13]/;
const lockfileIsStale = /YN0028/;

/**
 * Turns what a failed tool printed into the sentence that a person needs.
 *
 * @param {{ doing: string, output: string, directory: string, source?: string }} failure
 *   `doing` reads as a noun phrase such as "Installing the dependencies"; `source` says where it downloads from, without
 *   credentials, such as "the npm registry npm.example.org".
 * @returns {Problem}
 */
export function explainFailure({
  doing,
  output,
  directory,
  source = 'the network',
}) {
  if (diskIsFull.test(output)) {
    return new Problem(
      `${doing} stopped because the disk that holds ${directory} (or the package cache in your home directory) is full; free some space and start again.`,
    );
  }
  if (registryRefuses.test(output)) {
    return new Problem(
      `${doing} stopped because ${source} refused the request; check its credentials and its address in your settings.`,
    );
  }
  if (registryIsSilent.test(output)) {
    return new Problem(
      `${doing} stopped because ${source} does not answer, and it is needed until everything is installed; check the network and its address in your settings, then start again.`,
    );
  }
  if (lockfileIsStale.test(output)) {
    return new Problem(
      `${doing} stopped because yarn.lock does not fit the package.json files; run "yarn install" and commit yarn.lock.`,
    );
  }
  return new Problem(
    `${doing} failed; the last lines of its output are:\n${lastLines(output, 25)}`,
  );
}

/** @param {string} text @param {number} count */
export function lastLines(text, count) {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}
