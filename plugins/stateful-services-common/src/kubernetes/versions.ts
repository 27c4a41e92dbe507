/** What differs between releases of Kubernetes and matters to a judgement. */
export type Behaviour =
  /** `rollingUpdate.maxUnavailable` limits how many members of a parallel set are replaced at once. */
  | 'maxUnavailable'
  /** Broken pods of an old revision use up that budget (kubernetes/kubernetes#137409). */
  | 'brokenPodsSpendBudget'
  /** The controller promotes `currentRevision` under OnDelete too (kubernetes/kubernetes#136833). */
  | 'promotesOnDelete'
  /** The strategy Recreate exists, as an alpha feature (KEP-3541). */
  | 'recreateStrategy'
  /** A failed expansion may be taken back by lowering the request (RecoverVolumeExpansionFailure). */
  | 'recoversExpansion';

type Version = readonly [major: number, minor: number, patch: number];

/** From `from` on and before `until`; without `until` still as of 1.37. */
interface Range {
  readonly from: Version;
  readonly until?: Version;
}

/** As the release notes and pull requests of Kubernetes say, 1.24 to 1.37. */
const RELEASES: Readonly<Record<Behaviour, readonly Range[]>> = {
  maxUnavailable: [
    { from: [1, 35, 0], until: [1, 35, 4] },
    { from: [1, 37, 0] },
  ],
  brokenPodsSpendBudget: [{ from: [1, 35, 0], until: [1, 35, 4] }],
  promotesOnDelete: [{ from: [1, 37, 0] }],
  recreateStrategy: [{ from: [1, 37, 0] }],
  recoversExpansion: [{ from: [1, 34, 0] }],
};

function compare(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

function parseVersion(text: string): Version | undefined {
  const match = /^v?(\d+)\.(\d+)(?:\.(\d+))?/.exec(text);
  return match
    ? [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)]
    : undefined;
}

/** Whether a server of that version behaves so; undefined when the version is not known or not understood. */
export function behaves(
  behaviour: Behaviour,
  serverVersion: string | undefined,
): boolean | undefined {
  const version = parseVersion(serverVersion ?? '');
  return (
    version &&
    RELEASES[behaviour].some(
      ({ from, until }) =>
        compare(version, from) >= 0 && (!until || compare(version, until) < 0),
    )
  );
}
