import { GatewayError } from './gateway-error';

/** SQLSTATE of a text that PostgreSQL cannot keep, such as one with a NUL character. */
const NO_TEXT = '22021';
/** Causes within causes are looked through so far. */
const MAX_DEPTH = 5;

/** Any thrown value as something that may be shown: unknown messages are never passed on. */
export function toGatewayError(thrown: unknown): GatewayError {
  if (thrown instanceof GatewayError) return thrown;
  if (isOfNoText(thrown))
    return new GatewayError('invalid_request', 'What was sent holds a character that is no text.', {
      cause: thrown,
    });
  return new GatewayError('internal_error', 'Something went wrong inside Tollgate.', { cause: thrown });
}

/** The sender's mistake, though the database was the first to find it. Prisma hides what PostgreSQL said in a cause or in `meta`. */
function isOfNoText(thrown: unknown, depth = 0): boolean {
  if (typeof thrown !== 'object' || thrown === null || depth > MAX_DEPTH) return false;
  const { code, cause, meta, driverAdapterError } = thrown as Record<string, unknown>;
  return code === NO_TEXT || [cause, meta, driverAdapterError].some((inner) => isOfNoText(inner, depth + 1));
}
