import { isUtf8 } from 'node:buffer';
import { GatewayError } from '@/lib/errors/gateway-error';
import { checkJsonShape } from '@/lib/http/check-json-shape';
import type { Exchange } from '../exchange';

export interface ReadJson {
  raw: Buffer;
  body: unknown;
}

/** The body's bytes and what they say. Throws GatewayError 400, 413 or 415. */
export async function readJson(exchange: Exchange): Promise<ReadJson> {
  return parseJson(exchange, await exchange.inbound.readBody(exchange.deps.maxBodyBytes));
}

/** The one JSON parse of a request. Throws GatewayError 400 or 415. */
export function parseJson(exchange: Exchange, raw: Buffer): ReadJson {
  const contentType = exchange.inbound.header('content-type');
  if (contentType !== undefined && !contentType.toLowerCase().includes('json'))
    throw new GatewayError('unsupported_media_type', 'The Content-Type must be application/json.');
  // Bytes that pass through would reach the provider as they are, so nothing is mended here.
  if (!isUtf8(raw)) throw new GatewayError('invalid_json', 'The request body is not valid UTF-8.');
  checkJsonShape(raw);
  try {
    return { raw, body: JSON.parse(raw.toString('utf8')) };
  } catch {
    throw new GatewayError('invalid_json', 'The request body is not valid JSON.');
  }
}
