import { LoggerService } from '@backstage/backend-plugin-api';
import { SignalsService } from '@backstage/plugin-signals-node';
import {
  REPORT_CHANGED_CHANNEL,
  ReportChangedSignal,
} from 'backstage-plugin-stateful-services-common';

/** Tells every open page; never rejects, as a page that missed a signal refreshes on its own a little later. */
export async function broadcastReportChange(
  message: ReportChangedSignal,
  services: {
    readonly signals: SignalsService;
    readonly logger: LoggerService;
  },
): Promise<void> {
  try {
    await services.signals.publish({
      recipients: { type: 'broadcast' },
      channel: REPORT_CHANGED_CHANNEL,
      message,
    });
  } catch (error) {
    services.logger.warn(
      `The change of the report of ${message.entityRef} could not be signalled: ${error}`,
    );
  }
}
