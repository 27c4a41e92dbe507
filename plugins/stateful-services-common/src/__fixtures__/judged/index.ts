export { changes } from './changes';
export * from './situation';
export { troubles } from './troubles';
