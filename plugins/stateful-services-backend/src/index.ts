/**
 * Watches clusters and reports how each stateful service of the catalog really is.
 *
 * @packageDocumentation
 */

export { statefulServicesPlugin as default } from './plugin';
