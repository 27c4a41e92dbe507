import { IncomingMessage, ServerResponse } from 'node:http';
import { parse } from 'yaml';
import { ApiError, badRequest } from '../registry/apiError';

/** One request and the way to answer it. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly token?: string;
  readonly query: URLSearchParams;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

const LARGEST_BODY_BYTES = 3 * 1024 * 1024;

export function sendJson(
  { response }: Exchange,
  code: number,
  body: unknown,
): void {
  response.writeHead(code, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(body));
}

async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const buffer = Buffer.from(chunk);
    bytes += buffer.length;
    if (bytes > LARGEST_BODY_BYTES) {
      throw new ApiError(
        413,
        'RequestEntityTooLarge',
        `Request entity too large: limit is ${LARGEST_BODY_BYTES}`,
      );
    }
    chunks.push(buffer);
  }
  return Buffer.concat(chunks);
}

export function mediaTypeOf({ request }: Exchange): string {
  return (request.headers['content-type'] ?? '').split(';')[0]?.trim() ?? '';
}

/** The body as JSON or YAML; undefined when there is none. @throws ApiError (400) when it is neither. */
export async function readBody(exchange: Exchange): Promise<unknown> {
  const bytes = await readBytes(exchange.request);
  if (!bytes.length) {
    return undefined;
  }
  if (mediaTypeOf(exchange).includes('protobuf')) {
    throw new ApiError(
      415,
      'UnsupportedMediaType',
      'the sandbox does not read protobuf - accepted media types include: application/json, application/yaml; with kubectl, use create -f or apply -f',
    );
  }
  const text = bytes.toString('utf8');
  try {
    return mediaTypeOf(exchange).includes('yaml')
      ? parse(text)
      : JSON.parse(text);
  } catch (error) {
    throw badRequest(
      `the object provided is unrecognized: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
