import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { Config, readDurationFromConfig } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';
import { Knex } from 'knex';
import { deleteExpired } from './operations/deleteExpired';

const KEY = 'statefulServices.history.retention';

const DEFAULT_RETENTION = { days: 90 };

/** Deletes what is over for longer than it is kept: once an hour, whichever replica's turn it is. */
export async function scheduleRetention(
  knex: Knex,
  services: {
    readonly config: Config;
    readonly scheduler: SchedulerService;
    readonly logger: LoggerService;
    readonly now: () => number;
  },
): Promise<void> {
  const { config, scheduler, logger, now } = services;
  const retentionMs = durationToMilliseconds(
    config.has(KEY)
      ? readDurationFromConfig(config, { key: KEY })
      : DEFAULT_RETENTION,
  );
  await scheduler.scheduleTask({
    id: 'stateful-services-history-retention',
    scope: 'global',
    frequency: { hours: 1 },
    timeout: { minutes: 10 },
    initialDelay: { minutes: 1 },
    async fn() {
      const deleted = await deleteExpired(knex, new Date(now() - retentionMs));
      if (deleted > 0) {
        logger.info(`${deleted} rows of the history had expired`);
      }
    },
  });
}
