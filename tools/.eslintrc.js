module.exports = {
  root: true,
  extends: ['eslint:recommended'],
  env: { node: true, es2024: true },
  parserOptions: { ecmaVersion: 'latest', sourceType: 'module' },
  rules: { 'no-unused-vars': ['error', { ignoreRestSiblings: true }] },
  overrides: [
    { files: ['**/*.cjs', '**/*.js'], parserOptions: { sourceType: 'script' } },
    // A function of it runs in the browser.
    { files: ['bench/view/openPage.mjs'], env: { browser: true } },
  ],
};
