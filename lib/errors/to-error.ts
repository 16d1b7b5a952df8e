import { GatewayError } from './gateway-error';

/** Any thrown value as something that may be shown: unknown messages are never passed on. */
export function toGatewayError(thrown: unknown): GatewayError {
  if (thrown instanceof GatewayError) return thrown;
  return new GatewayError('internal_error', 'Something went wrong inside Tollgate.', { cause: thrown });
}
