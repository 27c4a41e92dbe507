const withinMs = 300_000;

/**
 * Runs a script of the chart in a container of a pod, and throws unless it succeeds.
 *
 * @param {import('../pod.mjs').Pod} pod
 * @param {'redis' | 'sentinel'} name of the container
 * @param {readonly string[]} command
 */
export async function runScript(pod, name, command) {
  const { code, problem } = await pod
    .container(name)
    .exec(command, { timeoutMs: withinMs });
  if (code !== 0)
    throw new Error(
      `${command.join(' ')} in ${pod.name} ended with ${code}: ${problem}`,
    );
}
