import { kafkaRequests } from './kafkaRequests';
import { mysqlRequests } from './mysqlRequests';
import { redisRequests } from './redisRequests';

/** What people ask for, by the name of the service; each has its expected repository in `__golden__`. */
export const requests = { ...redisRequests, ...mysqlRequests, ...kafkaRequests };
