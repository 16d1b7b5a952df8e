import fc, { type Arbitrary } from 'fast-check';

type Schema = Record<string, unknown>;

/** Texts that have broken something somewhere. */
const NASTY = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  '\u202e',
  '\r\nx: y',
  "'",
  "' OR 1=1 --",
  '"; DROP TABLE request; --',
  '%',
  '_',
  '\\',
  '${jndi:ldap://x}',
  '{{7*7}}',
  '../../etc/passwd',
  '__proto__',
  'constructor',
  '-1',
  '0',
  '1e309',
  'NaN',
  '9223372036854775808',
  '0x10',
  'true',
  'null',
  '[]',
  '{}',
  '2026-13-45',
  '0000-00-00T00:00:00Z',
  '0000-01-01T00:00:00Z',
  '0001-01-01T00:00:00Z',
  '2026-01-01T00:00:00+23:59',
  '9999-12-31T23:59:59Z',
  '-000001-01-01T00:00:00Z',
  'Europe/Nowhere',
  'main',
  '(a+)+$',
  'a'.repeat(5_000),
  '😀'.repeat(300),
];
const NUMBERS = [0, -0, -1, 1, 0.1, 1e21, -1e21, Number.MAX_SAFE_INTEGER, 2 ** 31, 2 ** 53, 1e-7];

export const nastyText: Arbitrary<string> = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.string(),
  fc.string({ unit: 'binary' }),
);
const anything = fc.oneof(nastyText, fc.constantFrom(...NUMBERS), fc.jsonValue());

/** Values that are nearly what a JSON schema asks for: right in most places, wrong in some. */
export function arbitraryOf(schema: unknown, depth = 0): Arbitrary<unknown> {
  if (depth > 6 || typeof schema !== 'object' || schema === null) return anything;
  return fc.oneof(
    { arbitrary: rightFor(schema as Schema, depth), weight: 12 },
    { arbitrary: anything, weight: 1 },
  );
}

function rightFor(schema: Schema, depth: number): Arbitrary<unknown> {
  const choices = schema['anyOf'] ?? schema['oneOf'];
  if (Array.isArray(choices)) return fc.oneof(...choices.map((choice) => arbitraryOf(choice, depth + 1)));
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as unknown[]));
  if ('const' in schema) return fc.constant(schema['const']);
  switch (schema['type']) {
    case 'object':
      return objectOf(schema, depth);
    case 'array':
      return fc.array(arbitraryOf(schema['items'], depth + 1), { maxLength: 3 });
    case 'integer':
    case 'number':
      return fc.oneof(fc.integer({ min: 0, max: 100 }), fc.constantFrom(...NUMBERS));
    case 'boolean':
      return fc.boolean();
    case 'string':
      return textOf(schema);
    default:
      return anything;
  }
}

function objectOf(schema: Schema, depth: number): Arbitrary<unknown> {
  const fields = Object.entries((schema['properties'] ?? {}) as Schema);
  const required = new Set((schema['required'] ?? []) as string[]);
  const known = fc.record(
    Object.fromEntries(fields.map(([name, of]) => [name, arbitraryOf(of, depth + 1)])),
    { requiredKeys: fields.map(([name]) => name).filter((name) => required.has(name)) },
  );
  const more = fc.dictionary(nastyText, anything, { maxKeys: 2 });
  const open = typeof schema['additionalProperties'] === 'object';
  return fc
    .tuple(known, more, fc.integer({ min: 0, max: 9 }))
    .map(([of, extra, n]) => (open || n === 0 ? { ...extra, ...of } : of));
}

function textOf(schema: Schema): Arbitrary<unknown> {
  const right: Arbitrary<string>[] = [nastyText, fc.constantFrom('main', 'a', 'key-1', '0.5', '24h', 'day')];
  if (schema['format'] === 'date-time')
    right.push(fc.date({ noInvalidDate: true }).map((date) => date.toISOString()));
  if (schema['format'] === 'email') right.push(fc.emailAddress());
  if (typeof schema['pattern'] === 'string') right.push(...patternOf(schema['pattern']));
  return fc.oneof(...right);
}

/** Not every pattern of the product can be drawn from; the others are met by chance. */
function patternOf(pattern: string): Arbitrary<string>[] {
  try {
    return [fc.stringMatching(new RegExp(pattern))];
  } catch {
    return [];
  }
}
