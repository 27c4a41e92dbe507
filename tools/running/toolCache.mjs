import { homedir } from 'node:os';
import { join } from 'node:path';

/** Outside the checkout, so that every clone on this machine shares what was built once. */
export function toolCache(environment = process.env) {
  return join(
    environment.XDG_CACHE_HOME || join(homedir(), '.cache'),
    'stateful-services-tools',
  );
}
