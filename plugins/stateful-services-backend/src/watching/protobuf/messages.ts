import { ResourceName } from 'backstage-plugin-stateful-services-common';
import {
  endpointSliceFields,
  podDisruptionBudgetFields,
  serviceFields,
} from './networkMessages';
import { podFields } from './podMessage';
import {
  persistentVolumeClaimFields,
  persistentVolumeFields,
} from './storageMessages';
import { Fields } from './values';

/**
 * The resources that are read as protobuf where the server offers it: those that each set brings, but the sets themselves,
 * of which the rules read the whole template and who wrote which field. Custom resources come as JSON only.
 */
export const protobufMessages: {
  readonly [TName in ResourceName]?: Fields;
} = {
  pods: podFields,
  persistentvolumeclaims: persistentVolumeClaimFields,
  persistentvolumes: persistentVolumeFields,
  poddisruptionbudgets: podDisruptionBudgetFields,
  services: serviceFields,
  endpointslices: endpointSliceFields,
};
