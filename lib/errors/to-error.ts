import { GatewayError } from './gateway-error';

type Wording = (cause: unknown) => GatewayError;

const noText: Wording = (cause) =>
  new GatewayError('invalid_request', 'What was sent holds a character that is no text.', { cause });
const removed: Wording = (cause) => new GatewayError('not_found', 'It was removed meanwhile.', { cause });

/** What the database was the first to find and is no fault of ours, by PostgreSQL's and Prisma's codes. */
const TOLD_BY_DATABASE: ReadonlyMap<unknown, Wording> = new Map([
  // A NUL character, in a text and in JSON.
  ['22021', noText],
  ['22P05', noText],
  // A row that was there a moment ago.
  ['P2025', removed],
]);
/** Causes within causes are looked through so far. */
const MAX_DEPTH = 5;

/** Any thrown value as something that may be shown: unknown messages are never passed on. */
export function toGatewayError(thrown: unknown): GatewayError {
  if (thrown instanceof GatewayError) return thrown;
  const word = toldByDatabase(thrown);
  if (word !== undefined) return word(thrown);
  return new GatewayError('internal_error', 'Something went wrong inside Tollgate.', { cause: thrown });
}

/** Prisma hides what PostgreSQL said in a cause or in `meta`. */
function toldByDatabase(thrown: unknown, depth = 0): Wording | undefined {
  if (typeof thrown !== 'object' || thrown === null || depth > MAX_DEPTH) return undefined;
  const { code, cause, meta, driverAdapterError } = thrown as Record<string, unknown>;
  const known = TOLD_BY_DATABASE.get(code);
  if (known !== undefined) return known;
  for (const inner of [cause, meta, driverAdapterError]) {
    const found = toldByDatabase(inner, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}
