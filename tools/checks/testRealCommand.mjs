import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { checkout } from '../running/checkout.mjs';
import { startControlPlane } from '../real/controlPlane.mjs';
import { installTools } from '../real/installTools.mjs';
import { prepareChecks } from './prepareChecks.mjs';
import { runChecks } from './runChecks.mjs';
import { runDrills, runJest, runNodeTests, runPlaywright } from './runners.mjs';

/** Runs what needs the real tools: the tests of the packages against a real control plane, then the whole path in a browser, then drills on real servers. */
export async function main() {
  const surroundings = await prepareChecks({ needsApp: true });
  const tools = await installTools(surroundings.children);
  const dir = await mkdtemp(join(tmpdir(), 'control-plane-'));
  const plane = await startControlPlane({ dir, tools });
  // Also when the run is interrupted, after the programs have been ended.
  process.once('exit', () => rmSync(dir, { recursive: true, force: true }));
  try {
    const { failed } = await runChecks(
      checksOf({ surroundings, tools, plane }),
      console.log,
    );
    process.exitCode = failed > 0 ? 1 : 0;
  } finally {
    await plane.stop();
  }
}

/**
 * @param {{
 *   surroundings: import('./runners.mjs').Surroundings, tools: string,
 *   plane: import('../real/controlPlane.mjs').ControlPlane,
 * }} real
 * @returns {import("./runChecks.mjs").Check[]}
 */
function checksOf({ surroundings, tools, plane }) {
  const path = surroundings.toolchain.environment.PATH;
  const withTools = {
    ...surroundings,
    environment: {
      PATH: `${tools}${delimiter}${path}`,
      REAL_TOOLS_DIR: tools,
      REAL_KUBECONFIG: plane.kubeconfig,
      REAL_LIMITED_KUBECONFIG: plane.limitedKubeconfig,
    },
  };
  const packages = {
    name: 'packages',
    title: 'Packages with the real tools',
    run: () =>
      runJest(withTools, {
        tool: 'backstage-cli',
        args: [
          'repo',
          'test',
          '--config',
          join(checkout, 'tools', 'checks', 'jest.real.config.cjs'),
          '--watchAll=false',
          '--ci',
          '--maxWorkers=1',
        ],
      }),
  };
  const clusters = {
    name: 'clusters',
    title: 'Faults of clusters',
    run: () => runNodeTests(withTools, 'tools/**/*.real.mjs'),
  };
  const browser = {
    name: 'browser',
    title: 'The whole path in a browser',
    run: () => runPlaywright(withTools, []),
  };
  const drills = {
    name: 'drills',
    title: 'Drills in short, on real servers',
    run: () => runDrills(surroundings),
  };
  return [packages, clusters, browser, drills];
}
