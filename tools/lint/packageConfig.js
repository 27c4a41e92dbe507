const createConfig = require('@backstage/cli/config/eslint-factory');
const { forbiddenImports } = require('./layers');

const tests = [
  '**/*.test.*',
  '**/*.stories.*',
  '**/setupTests.*',
  '**/__fixtures__/**',
  '**/__testUtils__/**',
];
const generated = ['**/generated/**'];

const clockMessage =
  'The domain has no clock: time arrives as the argument "now".';

/** What makes the same input give the same output, always. */
const purity = {
  rules: {
    'no-console': 'error',
    'no-restricted-globals': [
      'error',
      ...['fetch', 'process', 'performance', 'crypto'],
      ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'],
      ...['window', 'document', 'globalThis'],
    ],
    'no-restricted-properties': [
      'error',
      { object: 'Date', property: 'now', message: clockMessage },
      {
        object: 'Math',
        property: 'random',
        message: 'The domain has no chance in it.',
      },
    ],
    'no-restricted-syntax': [
      'error',
      {
        selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
        message: clockMessage,
      },
      { selector: 'CallExpression[callee.name="Date"]', message: clockMessage },
      {
        selector: 'ImportExpression',
        message: 'The domain loads nothing while it runs.',
      },
      {
        selector: 'CallExpression[callee.name="require"]',
        message: 'The domain loads nothing while it runs.',
      },
    ],
  },
};

const size = {
  rules: {
    'max-lines': ['error', { max: 300 }],
    'max-lines-per-function': ['error', { max: 60 }],
  },
};

const imports = patterns => ({
  // The rule of this name leaves the options of ESLint's own rule to Backstage.
  '@typescript-eslint/no-restricted-imports': ['error', { patterns }],
});

/**
 * The ESLint configuration of a package: Backstage's, and our rules on layers and sizes for its sources.
 *
 * @param {string} directory of the package
 * @param {'common' | 'frontend' | 'backend' | 'node' | 'scaffolder' | 'composition' | 'sandbox'} layer
 */
module.exports = (directory, layer) =>
  createConfig(directory, {
    overrides: [
      {
        files: ['src/**/*.{ts,tsx}'],
        rules: imports(forbiddenImports[layer]),
      },
      ...(layer === 'common'
        ? [
            {
              // Tests read fixtures from files.
              files: ['src/**/*.test.ts', 'src/**/__fixtures__/**'],
              rules: imports(
                forbiddenImports[layer].filter(
                  ({ group }) => !group.includes('node:*'),
                ),
              ),
            },
            { files: ['src/**/*.ts'], excludedFiles: tests, ...purity },
          ]
        : []),
      ...(layer === 'backend'
        ? [
            {
              files: ['src/clusters/**/*.ts'],
              rules: imports(forbiddenImports.backendClusters),
            },
          ]
        : []),
      {
        files: ['src/**/*.{ts,tsx}', 'dev/**/*.{ts,tsx}'],
        excludedFiles: [...tests, ...generated],
        ...size,
      },
    ],
  });
