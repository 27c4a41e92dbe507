import { explainFailure, Problem } from './problem.mjs';

const keptCharacters = 20_000;

/**
 * Runs a tool to its end and keeps the end of its output, which explains a failure.
 *
 * @param {import('./children.mjs').Children} children
 * @param {{
 *   doing: string, command: string, args: readonly string[], directory: string,
 *   environment: NodeJS.ProcessEnv, source?: string,
 * }} tool
 * @returns {Promise<string>} the end of what it printed
 */
export async function runTool(children, tool) {
  const child = children.start(tool.command, tool.args, {
    cwd: tool.directory,
    env: tool.environment,
  });
  let output = '';
  const keep = chunk => {
    output = (output + chunk).slice(-keptCharacters);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject).once('close', resolve);
  }).catch(error => {
    throw new Problem(
      `${tool.doing} needs ${tool.command}, which could not be run (${error.code}); install it and start again.`,
    );
  });
  if (code !== 0) throw explainFailure({ ...tool, output });
  return output;
}
