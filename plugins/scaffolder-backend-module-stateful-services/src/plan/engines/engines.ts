import { Engine } from 'backstage-plugin-stateful-services-node';
import { kafka } from './kafka/kafka';
import { mysql } from './mysql/mysql';
import { redis } from './redis/redis';

/** The engines that come with this module. */
export const builtInEngines: readonly Engine[] = [redis, mysql, kafka];
