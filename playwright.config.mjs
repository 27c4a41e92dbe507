import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { chromiumArguments, findChromium } from './tools/browser/chromium.mjs';
import { findFreePorts } from './tools/running/port.mjs';

const directory = fileURLToPath(new URL('.', import.meta.url));
const tests = join(directory, 'packages', 'app', 'e2e-tests');

// With the kubeconfig of a real control plane the portal shows that cluster, and the tests of the real path run.
const kubeconfig = process.env.REAL_KUBECONFIG;

// A portal that runs already is used as it is. The workers of the test runner read this file again and find the port here.
const givenUrl = process.env.PORTAL_URL;
process.env.PORTAL_TEST_PORT ??= String((await findFreePorts(1))[0]);
const port = process.env.PORTAL_TEST_PORT;
const url = givenUrl ?? `http://localhost:${port}`;

const { executablePath, environment } = await findChromium();

const data = join(directory, 'test-results', 'portal');
process.env.PORTAL_REPOSITORIES = join(data, 'repositories');

const startPortal = [
  process.execPath,
  join(directory, 'tools', 'portal', 'start.mjs'),
  ...['--port', port],
  ...['--data', data],
  ...(kubeconfig === undefined ? [] : ['--kubeconfig', kubeconfig]),
];

export default defineConfig({
  testDir: kubeconfig === undefined ? tests : join(tests, 'real'),
  testMatch: '**/*.test.ts',
  testIgnore: kubeconfig === undefined ? '**/real/**' : [],
  outputDir: join(directory, 'test-results', 'browser'),
  forbidOnly: true,
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  use: {
    baseURL: url,
    headless: true,
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath,
      args: chromiumArguments,
      env: { ...process.env, ...environment },
    },
  },
  webServer:
    givenUrl === undefined
      ? {
          command: startPortal.map(word => `'${word}'`).join(' '),
          url: `${url}/.backstage/health/v1/readiness`,
          timeout: 240_000,
          stdout: 'pipe',
          gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
        }
      : undefined,
});
