import {
  Reading,
  VolumeUsage,
} from 'backstage-plugin-stateful-services-common';

/** Usage of all volumes of a cluster, by `namespace/claim`. */
export type ClusterVolumeUsage = Reading<ReadonlyMap<string, VolumeUsage>>;

function usedPercent(usage: VolumeUsage | undefined): number | undefined {
  return usage && Math.floor((usage.usedBytes / usage.capacityBytes) * 100);
}

/** Volumes whose usage differs by what a person would see: a percent, the capacity, or whether it is known. */
export function changedVolumes(
  before: ReadonlyMap<string, VolumeUsage>,
  after: ReadonlyMap<string, VolumeUsage>,
): readonly string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter(key => {
    const [old, current] = [before.get(key), after.get(key)];
    return (
      usedPercent(old) !== usedPercent(current) ||
      old?.capacityBytes !== current?.capacityBytes
    );
  });
}
