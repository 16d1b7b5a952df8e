import { stripVTControlCharacters } from 'node:util';

const REASON_CHARACTERS = 600;

/** A test's name with why it failed, on one line: the last lines of a run may be all that is seen of it. */
export function withReason(name: string, message = ''): string {
  const reason = stripVTControlCharacters(message).replace(/\s+/g, ' ').trim();
  return reason === '' ? name : `${name}: ${reason.slice(0, REASON_CHARACTERS)}`;
}
