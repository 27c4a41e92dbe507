export * from './pod';
export * from './raw';
export * from './statefulSet';
export * from './storage';
export * from './surroundings';
export * from './time';
