import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { checkout } from '../running/checkout.mjs';

// ESLint comes with the tool of Backstage that runs it.
const { ESLint } = createRequire(
  join(
    checkout,
    'node_modules',
    '@backstage',
    'cli-module-lint',
    'package.json',
  ),
)('eslint');

const plugins = {
  common: 'plugins/stateful-services-common',
  frontend: 'plugins/stateful-services',
  backend: 'plugins/stateful-services-backend',
  node: 'plugins/stateful-services-node',
  scaffolder: 'plugins/scaffolder-backend-module-stateful-services',
  sandbox: 'packages/sandbox-cluster',
};

/** The rules that a file of this content would break. */
async function brokenRules({ directory, file, code }) {
  const cwd = join(checkout, directory);
  const [result] = await new ESLint({ cwd }).lintText(code, {
    filePath: join(cwd, file),
  });
  return result.messages.map(message => message.ruleId);
}

const importing = name =>
  `import * as other from '${name}';\nexport const used = other;\n`;
const layers = '@typescript-eslint/no-restricted-imports';

const offences = [
  [
    'the domain reads a file',
    plugins.common,
    'src/a.ts',
    importing('node:fs'),
    layers,
  ],
  [
    'the domain reads a file by its old name',
    plugins.common,
    'src/a.ts',
    importing('fs'),
    layers,
  ],
  [
    'the domain reads a file by a promise',
    plugins.common,
    'src/a.ts',
    importing('node:fs/promises'),
    layers,
  ],
  [
    'the domain imports the backend',
    plugins.common,
    'src/a.ts',
    importing('backstage-plugin-stateful-services-backend'),
    layers,
  ],
  [
    'the domain imports the frontend',
    plugins.common,
    'src/a.ts',
    importing('backstage-plugin-stateful-services'),
    layers,
  ],
  [
    'the domain imports the sandbox',
    plugins.common,
    'src/a.ts',
    importing('sandbox-cluster'),
    layers,
  ],
  [
    'the domain imports the Kubernetes client',
    plugins.common,
    'src/a.ts',
    importing('@kubernetes/client-node'),
    layers,
  ],
  [
    'a test of the domain imports the Kubernetes client',
    plugins.common,
    'src/a.test.ts',
    importing('@kubernetes/client-node'),
    layers,
  ],
  [
    'the domain reads the clock',
    plugins.common,
    'src/a.ts',
    'export const now = Date.now();\n',
    'no-restricted-properties',
  ],
  [
    'the domain reads the date',
    plugins.common,
    'src/a.ts',
    'export const now = new Date();\n',
    'no-restricted-syntax',
  ],
  [
    'the domain draws lots',
    plugins.common,
    'src/a.ts',
    'export const lot = Math.random();\n',
    'no-restricted-properties',
  ],
  [
    'the domain asks the network',
    plugins.common,
    'src/a.ts',
    "export const page = fetch('/');\n",
    'no-restricted-globals',
  ],
  [
    'the domain writes to the console',
    plugins.common,
    'src/a.ts',
    "console.warn('x');\n",
    'no-console',
  ],
  [
    'the domain imports while it runs',
    plugins.common,
    'src/a.ts',
    "export const late = import('zod');\n",
    'no-restricted-syntax',
  ],
  [
    'the frontend imports the backend',
    plugins.frontend,
    'src/a.ts',
    importing('backstage-plugin-stateful-services-backend'),
    layers,
  ],
  [
    'the frontend imports the Kubernetes client',
    plugins.frontend,
    'src/a.ts',
    importing('@kubernetes/client-node'),
    layers,
  ],
  [
    'the backend imports the frontend',
    plugins.backend,
    'src/a.ts',
    importing('backstage-plugin-stateful-services'),
    layers,
  ],
  [
    'the backend imports a part of the frontend',
    plugins.backend,
    'src/a.ts',
    importing('backstage-plugin-stateful-services/alpha'),
    layers,
  ],
  [
    'the backend uses the Kubernetes client outside clusters',
    plugins.backend,
    'src/reports/a.ts',
    importing('@kubernetes/client-node'),
    layers,
  ],
  [
    'the clusters of the backend import the frontend',
    plugins.backend,
    'src/clusters/a.ts',
    importing('backstage-plugin-stateful-services'),
    layers,
  ],
  [
    'the extension points import the backend',
    plugins.node,
    'src/a.ts',
    importing('backstage-plugin-stateful-services-backend'),
    layers,
  ],
  [
    'the scaffolder module imports the backend',
    plugins.scaffolder,
    'src/a.ts',
    importing('backstage-plugin-stateful-services-backend'),
    layers,
  ],
  [
    'the scaffolder module imports the frontend',
    plugins.scaffolder,
    'src/a.ts',
    importing('backstage-plugin-stateful-services'),
    layers,
  ],
  [
    'the sandbox imports the domain',
    plugins.sandbox,
    'src/a.ts',
    importing('backstage-plugin-stateful-services-common'),
    layers,
  ],
  [
    'a file has more than 300 lines',
    plugins.backend,
    'src/a.ts',
    'export {};\n'.repeat(301),
    'max-lines',
  ],
  [
    'a function has more than 60 lines',
    plugins.backend,
    'src/a.ts',
    `export function long() {\n${'  String(1);\n'.repeat(60)}}\n`,
    'max-lines-per-function',
  ],
];

const permitted = [
  [
    'the clusters of the backend use the Kubernetes client',
    plugins.backend,
    'src/clusters/a.ts',
    importing('@kubernetes/client-node'),
    layers,
  ],
  [
    'the backend imports the domain',
    plugins.backend,
    'src/a.ts',
    importing('backstage-plugin-stateful-services-common'),
    layers,
  ],
  [
    'the frontend imports the domain',
    plugins.frontend,
    'src/a.ts',
    importing('backstage-plugin-stateful-services-common'),
    layers,
  ],
  ['the domain uses zod', plugins.common, 'src/a.ts', importing('zod'), layers],
  [
    'the domain turns a given instant into a date',
    plugins.common,
    'src/a.ts',
    'export const at = new Date(0);\n',
    'no-restricted-syntax',
  ],
  [
    'a test of the domain reads a fixture',
    plugins.common,
    'src/a.test.ts',
    importing('node:fs'),
    layers,
  ],
  [
    'a test has more than 300 lines',
    plugins.backend,
    'src/a.test.ts',
    'export {};\n'.repeat(301),
    'max-lines',
  ],
];

describe('lint refuses that', () => {
  for (const [title, directory, file, code, rule] of offences) {
    it(title, async () => {
      const broken = await brokenRules({ directory, file, code });
      assert.ok(broken.includes(rule), `broken rules: ${broken.join(', ')}`);
    });
  }
});

describe('lint allows that', () => {
  for (const [title, directory, file, code, rule] of permitted) {
    it(title, async () => {
      const broken = await brokenRules({ directory, file, code });
      assert.ok(!broken.includes(rule), `broken rules: ${broken.join(', ')}`);
    });
  }
});
