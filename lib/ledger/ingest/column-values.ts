import { UnstorableError } from './unstorable-error';

/** Longer names would not fit the index of the rollups; nobody reads them either. */
const MAX_NAME_CHARS = 200;
const MAX_INT4 = 2_147_483_647;
const EARLIEST_MS = Date.UTC(2020, 0, 1);
const LATEST_MS = Date.UTC(2100, 0, 1);

/** A dimension or other short text; absent becomes `''`. Cut by characters, so that no surrogate pair is halved. */
export function name(value: string | undefined): string {
  const text = value ?? '';
  return text.length <= MAX_NAME_CHARS ? text : [...text].slice(0, MAX_NAME_CHARS).join('');
}

export function optionalName(value: string | undefined): string | null {
  return value === undefined || value === null ? null : name(value);
}

export function text(value: string | undefined, maxChars: number): string | null {
  return value === undefined || value === null
    ? null
    : [...value.slice(0, maxChars + 1)].slice(0, maxChars).join('');
}

/** Milliseconds or a status as PostgreSQL's integer. Throws {@link UnstorableError} for what is no number. */
export function integer(value: number, what: string): number {
  if (!Number.isFinite(value)) throw new UnstorableError(`${what} is not a number`);
  return Math.min(MAX_INT4, Math.max(0, Math.round(value)));
}

export function optionalInteger(value: number | undefined, what: string): number | null {
  return value === undefined || value === null ? null : integer(value, what);
}

/** Epoch ms as ISO text. Throws {@link UnstorableError} outside of 2020 to 2100: each day gets a partition. */
export function instant(epochMs: number, what: string): string {
  if (!(epochMs >= EARLIEST_MS && epochMs < LATEST_MS))
    throw new UnstorableError(`${what} is no plausible time`);
  return new Date(epochMs).toISOString();
}
