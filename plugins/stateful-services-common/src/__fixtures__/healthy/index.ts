import { databases } from './databases';
import { platform } from './platform';
import { queues } from './queues';
import { HealthyService } from './service';
import { shapes } from './shapes';

export { manifestsOf } from './service';

/** Services of many kinds in which nothing is wrong. */
export const healthyServices: readonly HealthyService[] = [
  ...databases,
  ...queues,
  ...platform,
  ...shapes,
];
