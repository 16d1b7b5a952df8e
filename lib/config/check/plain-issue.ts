import type { z } from 'zod';
import { msg } from '@/lib/i18n/msg';

type Issue = z.core.$ZodIssue;

/** How zod begins what it says by itself; all else is a message that a schema gave. */
const OWN_WORDS = /^(Too (small|big)|Invalid) ?/;

const KINDS: Readonly<Record<string, string>> = {
  number: msg('must be a number'),
  int: msg('must be a whole number'),
  string: msg('must be a text'),
  boolean: msg('must be true or false'),
  array: msg('must be a list'),
  object: msg('must be an object'),
  record: msg('must be an object'),
};

const FORMATS: Readonly<Record<string, string>> = {
  email: msg('must be an e-mail address such as ada@example.com'),
  url: msg('must be an address such as https://example.com'),
  datetime: msg('must be a date and time such as 2026-01-31T12:00:00Z'),
  date: msg('must be a date such as 2026-01-31'),
  uuid: msg('must be a UUID'),
  base64: msg('must be base64'),
};

/**
 * What is wrong in plain words that end a sentence which the field begins: zod’s own messages are about schemas, and are
 * read by people beside the field. It says what was expected, never what was given. Pure.
 */
export function plainIssue(issue: Issue): string {
  if (!OWN_WORDS.test(issue.message)) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      if (issue.message.endsWith('received undefined')) return msg('is needed');
      return KINDS[issue.expected] ?? msg('cannot be read');
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return tooBig(issue);
    case 'invalid_value':
      return msg(`must be one of: ${issue.values.map(String).join(', ')}`);
    case 'not_multiple_of':
      return msg(`must be a multiple of ${String(issue.divisor)}`);
    case 'invalid_format':
      return FORMATS[issue.format] ?? msg('cannot be read');
    default:
      return msg('cannot be read');
  }
}

function tooSmall({ origin, minimum, inclusive }: z.core.$ZodIssueTooSmall): string {
  if (origin === 'string')
    return Number(minimum) <= 1 ? msg('is needed') : msg(`must have at least ${String(minimum)} characters`);
  if (origin === 'array')
    return Number(minimum) === 1
      ? msg('must have at least one entry')
      : msg(`must have at least ${String(minimum)} entries`);
  return inclusive === false
    ? msg(`must be more than ${String(minimum)}`)
    : msg(`must be at least ${String(minimum)}`);
}

function tooBig({ origin, maximum, inclusive }: z.core.$ZodIssueTooBig): string {
  if (origin === 'string') return msg(`must have at most ${String(maximum)} characters`);
  if (origin === 'array') return msg(`must have at most ${String(maximum)} entries`);
  return inclusive === false
    ? msg(`must be less than ${String(maximum)}`)
    : msg(`must be at most ${String(maximum)}`);
}
