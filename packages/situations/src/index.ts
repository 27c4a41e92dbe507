/**
 * Situations that a real control plane goes through, recorded, and what is to be said of them at every event.
 *
 * @packageDocumentation
 */

export { situations } from './catalogue';
export { ApiClient } from './cluster/apiClient';
export { examine, type Examination } from './judging/examine';
export { examineSequence } from './random/examineSequence';
export { recordOnRealCluster } from './random/recordOnRealCluster';
export { recordOnSandbox } from './random/recordOnSandbox';
export { recordAll, type Recordings } from './recording/recordAll';
export type { Recording } from './recording/recording';
export { findRecording, writeRecording } from './recordings';
export type { Situation, Step } from './situation';
