import { Situation } from '../assessment/situation';
import { Rollout } from '../contract/assessment';
import { Finding } from '../contract/finding';

/** What to do next: the first step of the worst finding, or what the state itself asks for. */
export function describeNextStep(
  { partition, set }: Situation,
  rollout: Rollout,
  findings: readonly Finding[],
): string | undefined {
  const worst = findings.find(({ severity }) => severity !== 'info');
  const step = worst?.remediation[0]?.text;
  if (step) {
    return step;
  }
  return rollout.state === 'Staged'
    ? `Lower the partition to ${Math.max(0, Math.min(partition, set.replicas) - 1)} to go on.`
    : undefined;
}
