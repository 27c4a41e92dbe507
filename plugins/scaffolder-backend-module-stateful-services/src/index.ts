/**
 * Scaffolder actions that generate and publish repositories for stateful services.
 *
 * @packageDocumentation
 */

export { scaffolderModuleStatefulServices as default } from './module';
