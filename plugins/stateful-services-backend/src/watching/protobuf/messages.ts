import { ResourceName } from 'backstage-plugin-stateful-services-common';
import {
  endpointSliceFields,
  podDisruptionBudgetFields,
  serviceFields,
} from './networkMessages';
import { podFields } from './podMessage';
import { statefulSetFields } from './statefulSetMessage';
import {
  persistentVolumeClaimFields,
  persistentVolumeFields,
} from './storageMessages';
import { Fields } from './values';

/**
 * The resources that are read as protobuf where the server offers it: sets, and what each of them brings. The others are few, or
 * custom resources, which come as JSON only.
 */
export const protobufMessages: {
  readonly [TName in ResourceName]?: Fields;
} = {
  statefulsets: statefulSetFields,
  pods: podFields,
  persistentvolumeclaims: persistentVolumeClaimFields,
  persistentvolumes: persistentVolumeFields,
  poddisruptionbudgets: podDisruptionBudgetFields,
  services: serviceFields,
  endpointslices: endpointSliceFields,
};
