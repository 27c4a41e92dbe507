/**
 * Extension points of the stateful-services backend plugin and of its scaffolder module.
 *
 * @packageDocumentation
 */

export * from './blueprint';
export * from './clusterSource';
export * from './engine';
export * from './repositoryRequest';
