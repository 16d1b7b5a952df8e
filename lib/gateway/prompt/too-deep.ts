import { GatewayError } from '@/lib/errors/gateway-error';

/**
 * The stack runs out only where a client's own nesting is walked (JSON of 100,000 brackets parses, and can't be written
 * again). Finding out by trying costs other requests nothing. Anything else is given back as it is.
 */
export function tooDeep(thrown: unknown): unknown {
  if (!(thrown instanceof RangeError) || !thrown.message.includes('call stack')) return thrown;
  return new GatewayError('invalid_request', 'The request body is nested too deeply.', { cause: thrown });
}
