import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { checkout } from '../running/checkout.mjs';
import { startControlPlane } from '../real/controlPlane.mjs';
import { installTools } from '../real/installTools.mjs';
import { chooseChecks } from './chooseChecks.mjs';
import { prepareChecks } from './prepareChecks.mjs';
import { runChecks } from './runChecks.mjs';
import { runDrills, runJest, runNodeTests, runPlaywright } from './runners.mjs';

/** @type {import('./runChecks.mjs').Check[]} */
const checks = [
  {
    name: 'packages',
    title: 'Packages with the real tools',
    run: surroundings =>
      runJest(surroundings, {
        tool: 'backstage-cli',
        args: [
          'repo',
          'test',
          '--config',
          join(checkout, 'tools', 'checks', 'jest.real.config.cjs'),
          '--watchAll=false',
          '--ci',
          '--maxWorkers=2',
        ],
      }),
  },
  {
    name: 'clusters',
    title: 'Faults of clusters',
    run: surroundings => runNodeTests(surroundings, 'tools/**/*.real.mjs'),
  },
  {
    name: 'browser',
    title: 'The whole path in a browser',
    run: surroundings => runPlaywright(surroundings, []),
  },
  {
    name: 'drills',
    title: 'Drills in short, on real servers',
    run: ({ directory, children, toolchain }) =>
      runDrills({ directory, children, toolchain }),
  },
];

/**
 * Runs what needs the real tools: the tests of the packages against a real control plane, then the whole path in a
 * browser, then drills on real servers.
 *
 * @param {string[]} args
 */
export async function main(args) {
  const chosen = chooseChecks(checks, {
    args,
    usage: 'npm run test:real -- [--only NAME]…',
  });
  const surroundings = await prepareChecks({
    needsApp: chosen.some(({ name }) => name === 'browser'),
  });
  const tools = await installTools(surroundings.children);
  const dir = await mkdtemp(join(tmpdir(), 'control-plane-'));
  const plane = await startControlPlane({ dir, tools });
  // Also when the run is interrupted, after the programs have been ended.
  process.once('exit', () => rmSync(dir, { recursive: true, force: true }));
  const environment = {
    PATH: `${tools}${delimiter}${surroundings.toolchain.environment.PATH}`,
    REAL_TOOLS_DIR: tools,
    REAL_KUBECONFIG: plane.kubeconfig,
    REAL_LIMITED_KUBECONFIG: plane.limitedKubeconfig,
  };
  try {
    const real = { ...surroundings, environment };
    const { failed } = await runChecks(chosen, real, console.log);
    process.exitCode = failed > 0 ? 1 : 0;
  } finally {
    await plane.stop();
  }
}
