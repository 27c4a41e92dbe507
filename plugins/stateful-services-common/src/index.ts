/**
 * The judgement of a StatefulSet: model, findings and wire contract, without any I/O.
 *
 * @packageDocumentation
 */

export * from './access/requiredAccess';
export * from './assessment/assess';
export { catalogue } from './findings/catalogue';
export type { Rule, RuleFinding, Axis } from './findings/rule';
export { compareLevels, worstLevel } from './assessment/levels';
export * from './contract/annotations';
export * from './contract/assessment';
export * from './contract/diagnostics';
export * from './contract/finding';
export * from './contract/level';
export * from './contract/member';
export * from './contract/permissions';
export * from './contract/report';
export * from './contract/signals';
export * from './contract/timeline';
export * from './kubernetes/containers';
export * from './kubernetes/controllerRevision';
export * from './kubernetes/endpointSlice';
export * from './kubernetes/event';
export * from './kubernetes/horizontalPodAutoscaler';
export * from './kubernetes/containerStatuses';
export * from './kubernetes/labelSelector';
export * from './kubernetes/metadata';
export * from './kubernetes/node';
export * from './kubernetes/persistentVolume';
export * from './kubernetes/persistentVolumeClaim';
export * from './kubernetes/pod';
export * from './kubernetes/podConditions';
export * from './kubernetes/podDisruptionBudget';
export * from './kubernetes/podTemplate';
export * from './kubernetes/quantity';
export * from './kubernetes/resources';
export * from './kubernetes/service';
export * from './kubernetes/statefulSet';
export * from './kubernetes/storageClass';
export * from './kubernetes/volumeAttachment';
export * from './kubernetes/volumeAttributesClass';
export * from './kubernetes/volumeSnapshot';
export * from './observation/observation';
export * from './observation/observeObjects';
export * from './observation/rolloutHistory';
export * from './observation/zones';
export * from './wording/bytes';
export * from './wording/duration';
export * from './wording/revision';
