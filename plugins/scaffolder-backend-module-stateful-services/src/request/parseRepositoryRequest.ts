import { InputError } from '@backstage/errors';
import { z } from 'zod/v3';
import {
  RepositoryRequest,
  repositoryRequestSchema,
} from './repositoryRequest';

const FIELDS = Object.keys(repositoryRequestSchema.shape).join(', ');

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

/**
 * The request, checked by every rule.
 *
 * @throws InputError with one sentence for each refused field, which names the field, its value and the rule.
 */
export function parseRepositoryRequest(input: unknown): RepositoryRequest {
  const result = repositoryRequestSchema.safeParse(input);
  if (!result.success) {
    throw new InputError(
      result.error.issues.map(issue => sentenceFor(issue, input)).join(' '),
    );
  }
  return result.data;
}
