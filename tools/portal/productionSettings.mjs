import { Problem } from '../running/problem.mjs';

const required = [
  'PORTAL_URL',
  'SIGN_IN_PROVIDER',
  'PUBLISH_TO',
  'POSTGRES_HOST',
  'POSTGRES_PORT',
  'POSTGRES_USER',
  'POSTGRES_PASSWORD',
];

/**
 * The environment variables that app-config.production.yaml refers to; all of them have to be set.
 *
 * @param {NodeJS.ProcessEnv} environment
 */
export function checkProductionSettings(environment) {
  const missing = required.filter(name => !environment[name]);
  if (missing.length === 0) return;
  throw new Problem(
    `The production portal is configured by environment variables, and these are not set: ${missing.join(', ')}; see app-config.production.yaml.`,
  );
}
