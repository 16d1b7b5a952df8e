import { GatewayError } from '@/lib/errors/gateway-error';
import { findJsonError } from './find-json-error';

/** Reads JSON. Throws GatewayError `invalid_json` that says where it breaks and quotes nothing of the text. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    if (text.trim() === '')
      throw new GatewayError('invalid_json', 'JSON was expected, and there is nothing.');
    const place = findJsonError(text);
    const where = place === undefined ? '' : ` at line ${place.line}, column ${place.column}`;
    throw new GatewayError('invalid_json', `This is not JSON: it breaks${where}.`);
  }
}
