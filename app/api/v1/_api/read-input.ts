import { parseJson } from '@/lib/config/check/parse-json';
import { unstorableText } from '@/lib/config/check/unstorable-text';
import { GatewayError } from '@/lib/errors/gateway-error';
import { WebInbound } from '@/lib/http/web-exchange';

/** Bytes of a body; a configuration with ten thousand prices has about three million. */
const MAX_BODY_BYTES = 8 * 1024 * 1024;

/** The query as an object. Throws 400 for a name given twice: which one counts would be a guess. */
export function readQuery(request: Request): Record<string, string> {
  const { searchParams } = new URL(request.url);
  const query = new Map<string, string>();
  for (const [name, value] of searchParams) {
    if (query.has(name))
      throw new GatewayError('invalid_request', 'A parameter is given twice.', { param: name });
    query.set(name, value);
  }
  return refuseUnstorable(Object.fromEntries(query));
}

/** The JSON body, undefined when there is none. Throws 400, 413 or 415. */
export async function readJsonBody(request: Request): Promise<unknown> {
  const bytes = await new WebInbound(request).readBody(MAX_BODY_BYTES);
  if (bytes.length === 0) return undefined;
  const mediaType = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  if (mediaType !== 'application/json')
    throw new GatewayError('unsupported_media_type', 'Content-Type must be application/json.');
  return refuseUnstorable(parseJson(decode(bytes)));
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new GatewayError('invalid_json', 'The body is not UTF-8.', { cause });
  }
}

export function refuseUnstorable<T>(value: T): T {
  const [problem] = unstorableText(value);
  if (problem === undefined) return value;
  throw new GatewayError('invalid_request', `The request ${problem.message}.`, { param: problem.path });
}
