import {
  Engine,
  Rule,
  SizeRange,
} from 'backstage-plugin-stateful-services-node';
import { parseQuantity } from 'backstage-plugin-stateful-services-common';
import { serviceNameRule } from './rules';

/** Engines by name. */
export type Engines = ReadonlyMap<string, Engine>;

const WHOLE_BINARY_QUANTITY = /^[1-9][0-9]*(Mi|Gi|Ti)$/;

export function engineRule(engines: Engines): Rule<string> {
  return value =>
    engines.has(value)
      ? undefined
      : `must be an engine that has a blueprint: ${[...engines.keys()].join(
          ', ',
        )}`;
}

export function topologyRule(engine: Engine): Rule<string> {
  return value =>
    engine.topologies.some(({ name }) => name === value)
      ? undefined
      : `must be a topology of ${engine.name}: ${engine.topologies
          .map(({ name }) => name)
          .join(', ')}`;
}

/** No longer than the engine allows, and not a name that would break something. */
export function nameRule({
  maxNameLength,
  reservedNames,
}: Pick<Engine, 'maxNameLength' | 'reservedNames'>): Rule<string> {
  const isServiceName = serviceNameRule(maxNameLength);
  return value => {
    const reserved = Object.entries(reservedNames).find(
      ([name]) => name === value,
    );
    return reserved
      ? `must be another one: this one ${reserved[1]}`
      : isServiceName(value);
  };
}

export function sizeRule({ least, most }: SizeRange): Rule<string> {
  return value => {
    const bytes = WHOLE_BINARY_QUANTITY.test(value)
      ? parseQuantity(value)
      : undefined;
    const isWithin =
      bytes !== undefined &&
      bytes >= (parseQuantity(least) ?? 0) &&
      bytes <= (parseQuantity(most) ?? 0);
    return isWithin
      ? undefined
      : `must be a whole number with the unit Mi, Gi or Ti, from ${least} to ${most}, such as 10Gi`;
  };
}
