import { z } from 'zod';
import { ACKNOWLEDGED_PREFIX } from '../contract/annotations';
import { Acknowledgement } from '../contract/finding';
import { StatefulSetRecord } from '../kubernetes/statefulSet';

/** An annotation that acknowledges the findings of a rule, or means to. */
export type ReadAcknowledgement = {
  readonly annotation: string;
  /** What follows the prefix: the id of a rule, unless it is mistaken. */
  readonly id: string;
  readonly value: string;
} & (
  | {
      readonly understood: true;
      readonly acknowledgement: Acknowledgement;
      /** Milliseconds since the epoch. */
      readonly endsAt: number;
    }
  | { readonly understood: false }
);

const DAY_MS = 86_400_000;

const day = z.iso.date();
const time = z.iso.datetime({ offset: true });

function endOf(until: string): number | undefined {
  if (day.safeParse(until).success) {
    return Date.parse(until) + DAY_MS;
  }
  return time.safeParse(until).success ? Date.parse(until) : undefined;
}

/** Split instead of matched: what people write into a cluster may be long, and must not cost more than its length. */
function understand(value: string) {
  const [head = '', ...reasons] = value.split(': ');
  const [until = '', by, ...names] = head.trim().split(/\s+/);
  const endsAt = endOf(until);
  const isMistaken = by !== undefined && (by !== 'by' || names.length === 0);
  if (endsAt === undefined || isMistaken) {
    return { understood: false } as const;
  }
  const reason = reasons.join(': ').trim();
  const acknowledgement: Acknowledgement = {
    until,
    ...(names.length > 0 && { by: names.join(' ') }),
    ...(reason && { reason }),
  };
  return { understood: true, acknowledgement, endsAt } as const;
}

/** What the annotations of the set acknowledge, by rule. */
export function readAcknowledgements({
  annotations,
}: StatefulSetRecord): readonly ReadAcknowledgement[] {
  return Object.keys(annotations)
    .filter(annotation => annotation.startsWith(ACKNOWLEDGED_PREFIX))
    .sort()
    .map(annotation => {
      const value = annotations[annotation] ?? '';
      return {
        annotation,
        id: annotation.slice(ACKNOWLEDGED_PREFIX.length),
        value,
        ...understand(value),
      };
    });
}

/** The acknowledgement of the findings of a rule that counts now. */
export function acknowledgementOf(
  id: string,
  {
    acknowledgements,
    now,
  }: {
    readonly acknowledgements: readonly ReadAcknowledgement[];
    readonly now: number;
  },
): Acknowledgement | undefined {
  for (const candidate of acknowledgements) {
    if (candidate.id === id && candidate.understood && now < candidate.endsAt) {
      return candidate.acknowledgement;
    }
  }
  return undefined;
}
