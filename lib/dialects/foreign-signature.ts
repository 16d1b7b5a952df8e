import type { ReasoningPart } from './chat';
import { DIALECT_NAMES, type DialectName } from './types';

const PREFIX = 'tollgate:';

/**
 * A vendor's proof of reasoning on its way through a client that speaks another dialect: marked with whose it is, so that
 * on its way back it goes to that vendor only; another one would refuse it.
 */
export function markForeign(value: string, origin: DialectName | undefined, door: DialectName): string {
  return origin === undefined || origin === door ? value : `${PREFIX}${origin}:${value}`;
}

export function readForeign(value: string, door: DialectName): { origin: DialectName; value: string } {
  if (value.startsWith(PREFIX)) {
    const origin = DIALECT_NAMES.find((name) => value.startsWith(`${PREFIX}${name}:`));
    if (origin !== undefined) return { origin, value: value.slice(PREFIX.length + origin.length + 1) };
  }
  return { origin: door, value };
}

/** Reasoning that a vendor will take back. */
export function isFrom(part: ReasoningPart, dialect: DialectName): boolean {
  return part.origin === undefined || part.origin === dialect;
}
