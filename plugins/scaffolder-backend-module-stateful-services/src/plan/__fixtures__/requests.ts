import { kafkaRequests } from './kafkaRequests';
import { redisRequests } from './redisRequests';

/** What people ask for, by the name of the service; each has its expected repository in `__golden__`. */
export const requests = { ...redisRequests, ...kafkaRequests };
