import { ResourceName } from 'backstage-plugin-stateful-services-common';
import {
  endpointSliceMessage,
  podDisruptionBudgetMessage,
  serviceMessage,
} from './networkMessages';
import { podMessage } from './podMessage';
import { statefulSetMessage } from './statefulSetMessage';
import {
  persistentVolumeClaimMessage,
  persistentVolumeMessage,
} from './storageMessages';
import { Message } from './values';

/**
 * The resources that are read as protobuf where the server offers it: sets, and what each of them brings. The others are few, or
 * custom resources, which come as JSON only.
 */
export const protobufMessages: {
  readonly [TName in ResourceName]?: Message;
} = {
  statefulsets: statefulSetMessage,
  pods: podMessage,
  persistentvolumeclaims: persistentVolumeClaimMessage,
  persistentvolumes: persistentVolumeMessage,
  poddisruptionbudgets: podDisruptionBudgetMessage,
  services: serviceMessage,
  endpointslices: endpointSliceMessage,
};
