import { InputError } from '@backstage/errors';
import {
  Engine,
  RepositoryRequest,
  Rule,
  SizeRange,
  Sizing,
  Topology,
} from 'backstage-plugin-stateful-services-node';
import { z } from 'zod/v3';
import { bytesOf } from '../plan/sizes';
import {
  Engines,
  engineRule,
  nameRule,
  sizeRule,
  topologyRule,
} from './engineRules';
import { obeys, repositoryRequestSchema } from './repositoryRequest';
import { isGiven, settingRequestOf, settingsSchema } from './settings';
import { sizingFor } from './sizing';

const { shape } = repositoryRequestSchema;
const FIELDS = Object.keys(shape).join(', ');

function valueAt(input: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).find(([name]) => name === String(key))?.[1]
        : undefined,
    input,
  );
}

function sentenceFor(issue: z.ZodIssue, input: unknown): string {
  const field = issue.path.join('.') || 'the request';
  if (issue.code === 'unrecognized_keys') {
    return `Unknown field ${issue.keys.join(', ')}: there are ${FIELDS}.`;
  }
  if (issue.code === 'invalid_union') {
    // Either empty, or what the other half of the union says.
    const [inner] = issue.unionErrors.at(-1)?.issues ?? [];
    return inner ? sentenceFor(inner, input) : `Invalid ${field}.`;
  }
  const value = valueAt(input, issue.path);
  if (issue.code === 'invalid_type' && value === undefined) {
    return `Missing ${field}: it is required and must be a ${issue.expected}.`;
  }
  const rule =
    issue.code === 'invalid_type'
      ? `must be a ${issue.expected}`
      : issue.message;
  return `Invalid ${field} ${JSON.stringify(value)}: it ${rule}.`;
}

/** Within the limits of the engine, and not less than the data takes. */
function roomRule(
  range: SizeRange,
  sizing: Sizing | undefined,
  field: 'memorySize' | 'storageSize',
): Rule<string> {
  const isSize = sizeRule(range);
  return value => {
    const least = sizing?.least[field];
    return (
      isSize(value) ??
      (least && bytesOf(value) < bytesOf(least)
        ? `must be at least ${least}, which the data takes`
        : undefined)
    );
  };
}

interface Completed {
  readonly engine: Engine;
  readonly topology: Topology;
  readonly sizing: Sizing | undefined;
  /** The input with the sizes that follow. */
  readonly completed: unknown;
}

/** The fields with the rules of this engine and topology. */
function schemaFor({ engine, topology, sizing, completed }: Completed) {
  const text = (field: z.ZodString, rule: Rule<string>) =>
    field.superRefine(obeys(rule));
  return repositoryRequestSchema.extend({
    name: text(shape.name, nameRule(engine)),
    topology: shape.topology.transform(() => topology.name),
    replicas: z.number().superRefine(obeys(topology.replicasRule)),
    storageSize: text(
      z.string(),
      roomRule(engine.storageSize, sizing, 'storageSize'),
    ),
    memorySize: text(
      z.string(),
      roomRule(engine.memorySize, sizing, 'memorySize'),
    ),
    settings: settingsSchema(
      engine,
      settingRequestOf(completed, topology.name),
    ),
  });
}

/** The fields with nothing but what is wrong with engine or topology, without which no other rule is known. */
function schemaWithout(engines: Engines, engine: Engine | undefined) {
  return repositoryRequestSchema.extend({
    engine: shape.engine.superRefine(obeys(engineRule(engines))),
    topology: engine
      ? shape.topology.superRefine(obeys(topologyRule(engine)))
      : shape.topology,
  });
}

/** What was given, and what follows from the need where nothing was. */
function complete(input: unknown, sizing: Sizing | undefined): unknown {
  if (!sizing || typeof input !== 'object') {
    return input;
  }
  const { reasons, settings, least, ...sizes } = sizing;
  const given = Object.entries(input ?? {}).filter(([, value]) =>
    isGiven(value),
  );
  const own = Object.entries(valueAt(input, ['settings']) ?? {});
  return {
    ...sizes,
    ...Object.fromEntries(given),
    settings: {
      ...settings,
      ...Object.fromEntries(own.filter(([, value]) => isGiven(value))),
    },
  };
}

/**
 * The request, checked by every rule.
 *
 * @remarks Sizes that follow from a need obey the same rules as those that are given.
 * @throws InputError with one sentence for each refused field, which names the field, its value and the rule.
 */
export function parseRepositoryRequest(
  input: unknown,
  engines: Engines,
): RepositoryRequest {
  const engine = engines.get(String(valueAt(input, ['engine'])));
  const sizing = sizingFor(input, engine);
  const completed = complete(input, sizing);
  const named = valueAt(completed, ['topology']);
  const topology = engine?.topologies.find(
    ({ name }, index) => name === named || (!named && index === 0),
  );
  if (!engine || !topology) {
    const result = schemaWithout(engines, engine).safeParse(completed);
    throw refusal(result.error?.issues ?? [], completed);
  }
  const result = schemaFor({ engine, topology, sizing, completed }).safeParse(
    completed,
  );
  if (!result.success) {
    throw refusal(result.error.issues, completed);
  }
  const { dataSize, writeMibPerSecond, acceptableLoss, ...request } =
    result.data;
  return { ...request, reasons: reasonsOf(sizing, input) };
}

/** Of the rules that did decide: not of those that something given has replaced. */
function reasonsOf(sizing: Sizing | undefined, input: unknown): string[] {
  const reasons = sizing?.reasons ?? [];
  return reasons
    .filter(
      ({ decides }) =>
        !decides ||
        ![[decides], ['settings', decides]].some(path =>
          isGiven(valueAt(input, path)),
        ),
    )
    .map(({ sentence }) => sentence);
}

function refusal(issues: readonly z.ZodIssue[], input: unknown): InputError {
  return new InputError(
    issues.map(issue => sentenceFor(issue, input)).join(' '),
  );
}
