import { UnreadReason } from 'backstage-plugin-stateful-services-common';
import { ClusterVolumeUsage } from '../inventory/volumeUsage';
import { ReadFailure } from '../watching/readFailure';
import { wait } from '../watching/wait';
import { queryVolumeUsage } from './prometheusUsage';

/** kubelets refresh these figures once a minute, so a shorter interval tells nothing new. */
const INTERVAL_MS = 30_000;

function reasonOf(error: unknown): UnreadReason {
  return error instanceof ReadFailure &&
    (error.kind === 'forbidden' || error.kind === 'broken')
    ? error.kind
    : 'unreachable';
}

/** Asks Prometheus every 30 s, a little more or less each time, until the signal is aborted; never rejects. */
export async function pollVolumeUsage(options: {
  readonly prometheusUrl: string;
  readonly onUsage: (usage: ClusterVolumeUsage) => void;
  readonly random: () => number;
  readonly signal: AbortSignal;
}): Promise<void> {
  const { prometheusUrl, onUsage, random, signal } = options;
  while (!signal.aborted) {
    try {
      onUsage({
        read: true,
        value: await queryVolumeUsage(prometheusUrl, signal),
      });
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      onUsage({
        read: false,
        reason: reasonOf(error),
        message: error instanceof Error ? error.message : 'The query failed',
      });
    }
    await wait(INTERVAL_MS * (0.8 + 0.4 * random()), signal);
  }
}
