const collectProjects = require('@backstage/cli/config/jest');

/** The tests that need the real tools, which the ordinary run leaves out (see "jest" in package.json). */
module.exports = async () => {
  const { projects, ...config } = await collectProjects;
  return {
    ...config,
    testTimeout: 300_000,
    projects: projects.map(project => ({
      ...project,
      testMatch: ['**/*.real.test.{ts,tsx}'],
      testPathIgnorePatterns: ['/node_modules/'],
    })),
  };
};
