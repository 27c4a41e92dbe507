import {
  claim,
  endpointSlice,
  pod,
  statefulSet,
  volume,
} from '../__fixtures__/objects';
import { ResourceName, watchedResources } from './resources';

it.each<[ResourceName, unknown]>([
  ['statefulsets', statefulSet()],
  ['pods', pod(0)],
  ['persistentvolumeclaims', claim(0)],
  ['persistentvolumes', volume(0)],
  ['endpointslices', endpointSlice([0])],
])('makes of typed %s the same records', (name, object) => {
  const { parse, parseTyped } = watchedResources[name];
  expect(parseTyped?.(object)).toEqual(parse(object));
});

it.each<[ResourceName, string, unknown]>([
  [
    'statefulsets',
    'spec.replicas',
    statefulSet({ spec: { replicas: 2_000_000_000 } }),
  ],
  [
    'statefulsets',
    'spec.updateStrategy.type',
    statefulSet({ spec: { updateStrategy: { type: 'Sometimes' } } }),
  ],
  ['statefulsets', 'metadata', {}],
  [
    'statefulsets',
    'spec.ordinals.start',
    statefulSet({ spec: { ordinals: { start: -1 } } }),
  ],
  [
    'statefulsets',
    'spec.podManagementPolicy',
    statefulSet({ spec: { podManagementPolicy: 'Sometimes' } }),
  ],
  [
    'statefulsets',
    'spec.persistentVolumeClaimRetentionPolicy.whenDeleted',
    statefulSet({
      spec: { persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Lend' } },
    }),
  ],
  [
    'statefulsets',
    'spec.persistentVolumeClaimRetentionPolicy.whenScaled',
    statefulSet({
      spec: { persistentVolumeClaimRetentionPolicy: { whenScaled: 'Lend' } },
    }),
  ],
  [
    'statefulsets',
    'spec.template',
    statefulSet({ spec: { template: undefined } }),
  ],
  ['statefulsets', 'spec', { ...statefulSet(), spec: undefined }],
  ['pods', 'status.phase', { ...pod(0), status: { phase: 'Dreaming' } }],
  [
    'persistentvolumeclaims',
    'status.phase',
    { ...claim(0), status: { phase: 'Dreaming' } },
  ],
  ['persistentvolumes', 'metadata', {}],
  ['services', 'metadata.uid', { metadata: { name: 'cart' }, spec: {} }],
  ['poddisruptionbudgets', 'metadata', {}],
  ['endpointslices', 'metadata', {}],
])('refuses %s for their %s, which no type tells', (name, path, object) => {
  expect(() => watchedResources[name].parseTyped?.(object)).toThrow(
    expect.objectContaining({
      issues: expect.arrayContaining([
        expect.objectContaining({ path: path.split('.') }),
      ]),
    }),
  );
});
