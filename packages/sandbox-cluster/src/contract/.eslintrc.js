// These files are tests that two test files run; they are only not named like tests, so that nothing runs them alone.
module.exports = {
  rules: {
    'max-lines-per-function': 'off',
    'jest/no-export': 'off',
    'jest/no-standalone-expect': 'off',
    'jest/expect-expect': 'off',
  },
};
