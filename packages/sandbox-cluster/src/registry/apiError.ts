import { qualifiedName, ResourceType } from '../kinds/resources';

/** A cause of an invalid object: which field, and what is wrong with it. */
export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

/** What a refusal is about, as `Status.details` carries it. */
export interface StatusDetails {
  readonly name?: string;
  readonly group?: string;
  readonly kind?: string;
  readonly causes?: readonly {
    readonly reason?: string;
    readonly message: string;
    readonly field?: string;
  }[];
}

/** A refusal as the API server words it: it becomes a `Status` object on the wire. */
export class ApiError extends Error {
  constructor(
    readonly code: number,
    readonly reason: string,
    message: string,
    readonly details: StatusDetails = {},
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

function detailsOf(type: ResourceType, name: string): StatusDetails {
  return {
    name,
    ...(type.group && { group: type.group }),
    kind: type.name,
  };
}

export function notFound(type: ResourceType, name: string): ApiError {
  return new ApiError(
    404,
    'NotFound',
    `${qualifiedName(type)} "${name}" not found`,
    detailsOf(type, name),
  );
}

export function alreadyExists(type: ResourceType, name: string): ApiError {
  return new ApiError(
    409,
    'AlreadyExists',
    `${qualifiedName(type)} "${name}" already exists`,
    detailsOf(type, name),
  );
}

export function conflict(
  type: ResourceType,
  name: string,
  why: string,
): ApiError {
  return new ApiError(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${qualifiedName(type)} "${name}": ${why}`,
    detailsOf(type, name),
  );
}

export function forbidden(
  type: ResourceType,
  name: string,
  why: string,
): ApiError {
  return new ApiError(
    403,
    'Forbidden',
    `${qualifiedName(type)} ${name ? `"${name}" ` : ''}is forbidden: ${why}`,
    detailsOf(type, name),
  );
}

export function invalid(
  type: ResourceType,
  name: string,
  problems: readonly FieldProblem[],
): ApiError {
  const listed = problems.map(({ field, message }) => `${field}: ${message}`);
  const kind = type.group ? `${type.kind}.${type.group}` : type.kind;
  return new ApiError(
    422,
    'Invalid',
    `${kind} "${name}" is invalid: ${
      listed.length === 1 ? listed[0] : `[${listed.join(', ')}]`
    }`,
    {
      ...detailsOf(type, name),
      kind: type.kind,
      causes: problems.map(({ field, message }) => ({
        reason: 'FieldValueInvalid',
        message,
        field,
      })),
    },
  );
}

export function badRequest(message: string): ApiError {
  return new ApiError(400, 'BadRequest', message);
}

export function gone(message: string): ApiError {
  return new ApiError(410, 'Expired', message);
}
