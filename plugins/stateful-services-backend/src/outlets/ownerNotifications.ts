import {
  AuthService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import {
  DEFAULT_NAMESPACE,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { Config } from '@backstage/config';
import { toError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { NotificationService } from '@backstage/plugin-notifications-node';
import {
  Assessment,
  StatefulSetRecord,
} from 'backstage-plugin-stateful-services-common';
import { Knex } from 'knex';
import { addAnnouncement } from '../history/operations/addAnnouncement';
import { readTroubles } from '../history/operations/readTroubles';
import { removeAnnouncement } from '../history/operations/removeAnnouncement';
import { SetIdentity } from '../history/setTrace';
import { Inventory } from '../inventory/inventory';
import { setKey } from '../inventory/inventoryChange';
import { AssessmentCache } from '../reports/assessmentCache';
import { recordKey } from '../watching/projection';
import { OwnedEntity, readOwnedEntities, selecting } from './ownedEntities';

/** What is over sooner troubles nobody. */
const PATIENCE_MS = 60_000;

export interface OwnerNotificationsOptions {
  readonly knex: Knex;
  readonly inventory: Inventory;
  readonly assessments: AssessmentCache;
  readonly catalog: CatalogService;
  readonly auth: AuthService;
  readonly notifications: NotificationService;
  readonly logger: Pick<LoggerService, 'warn'>;
  readonly now: () => number;
}

interface JudgedSet {
  readonly identity: SetIdentity;
  readonly set: StatefulSetRecord;
  readonly assessment: Assessment;
}

function linkOf({
  kind,
  metadata: { namespace, name },
}: OwnedEntity['entity']) {
  return `/catalog/${[namespace ?? DEFAULT_NAMESPACE, kind.toLocaleLowerCase('en-US'), name].map(encodeURIComponent).join('/')}`;
}

/** The headline tells what goes on; a risk is not in it. */
function titleOf({ levels, headline, findings }: Assessment): string {
  const { rollout, availability, storage } = levels;
  const worst = findings.find(({ severity }) =>
    ['critical', 'error'].includes(severity),
  );
  return worst && ![rollout, availability, storage].includes('critical')
    ? worst.title
    : headline;
}

/**
 * Tells owners when one of their sets is in trouble, and when it is over.
 *
 * @remarks
 * Rests on the history, which is one for all replicas. Whoever adds the announcement sends it, so that a trouble is told at
 * most once, and again when sending failed.
 */
export class OwnerNotifications {
  constructor(private readonly options: OwnerNotificationsOptions) {}

  /** Tells what has not been told. What nobody owns is looked at again: it may be owned by then. */
  async tell(): Promise<void> {
    const { knex, now, logger } = this.options;
    const before = new Date(now() - PATIENCE_MS);
    const troubles = await readTroubles(knex, before);
    const begun = this.#judge(troubles.begun).filter(
      ({ assessment: { level } }) => level === 'critical',
    );
    const over = this.#judge(troubles.over).filter(
      ({ assessment: { level } }) =>
        level !== 'critical' && level !== 'unknown',
    );
    if (begun.length + over.length === 0) {
      return;
    }
    try {
      const owned = await readOwnedEntities(this.options);
      for (const trouble of begun) {
        await this.#tellBegun(trouble, owned);
      }
      for (const trouble of over) {
        await this.#tellOver(trouble, owned);
      }
    } catch (error) {
      logger.warn(
        `Owners could not be told of their StatefulSets; another try follows: ${toError(error).message}`,
      );
    }
  }

  /** Those that are known here and now; what is said of the others would not be true. */
  #judge(sets: readonly SetIdentity[]): readonly JudgedSet[] {
    const { inventory, assessments } = this.options;
    return sets.flatMap(identity => {
      const cluster = inventory.clusters.find(
        ({ name }) => name === identity.cluster,
      );
      const key = recordKey(identity.namespace, identity.name);
      const set = cluster?.tables.statefulsets.get(key);
      return cluster && set?.uid === identity.setUid
        ? [{ identity, set, assessment: assessments.assess(cluster, set) }]
        : [];
    });
  }

  async #tellBegun(
    trouble: JudgedSet,
    owned: readonly OwnedEntity[],
  ): Promise<void> {
    const { knex, now } = this.options;
    const { identity, set } = trouble;
    const entities = selecting(owned, identity.cluster, set);
    if (
      entities.length > 0 &&
      (await addAnnouncement(knex, identity, new Date(now()))) &&
      !(await this.#send(trouble, entities, 'critical'))
    ) {
      await removeAnnouncement(knex, identity);
    }
  }

  async #tellOver(
    trouble: JudgedSet,
    owned: readonly OwnedEntity[],
  ): Promise<void> {
    const { knex, now } = this.options;
    const { identity, set } = trouble;
    const entities = selecting(owned, identity.cluster, set);
    if (
      (await removeAnnouncement(knex, identity)) &&
      !(await this.#send(trouble, entities, 'low'))
    ) {
      await addAnnouncement(knex, identity, new Date(now()));
    }
  }

  async #send(
    { identity, assessment }: JudgedSet,
    entities: readonly OwnedEntity[],
    severity: 'critical' | 'low',
  ): Promise<boolean> {
    const { notifications, logger } = this.options;
    const key = setKey(identity.cluster, identity);
    try {
      for (const { entity, owners } of entities) {
        await notifications.send({
          recipients: { type: 'entity', entityRef: [...owners] },
          payload: {
            title: `${entity.metadata.title ?? entity.metadata.name}: ${titleOf(assessment)}`,
            ...(assessment.nextStep && { description: assessment.nextStep }),
            link: linkOf(entity),
            severity,
            topic: 'stateful-services',
            // The end of a trouble takes the place of its beginning.
            scope: `${stringifyEntityRef(entity)} ${key}`,
          },
        });
      }
      return true;
    } catch (error) {
      logger.warn(
        `The owner of StatefulSet ${key} could not be notified; another try follows: ${toError(error).message}`,
      );
      return false;
    }
  }
}

/** Looks twice a minute, whichever replica's turn it is, once `statefulServices.notifications.enabled` is true. */
export async function scheduleOwnerNotifications(
  options: OwnerNotificationsOptions & {
    readonly config: Config;
    readonly scheduler: SchedulerService;
  },
): Promise<void> {
  const { config, scheduler } = options;
  if (!config.getOptionalBoolean('statefulServices.notifications.enabled')) {
    return;
  }
  const notifications = new OwnerNotifications(options);
  await scheduler.scheduleTask({
    id: 'stateful-services-owner-notifications',
    scope: 'global',
    frequency: { seconds: 30 },
    timeout: { minutes: 5 },
    initialDelay: { seconds: 30 },
    fn: () => notifications.tell(),
  });
}
