/**
 * Extension points of the stateful-services backend plugin.
 *
 * @packageDocumentation
 */

export * from './clusterSource';
