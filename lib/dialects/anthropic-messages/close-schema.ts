import { isRecord } from '../json-value';

/** Deeper than any schema that people write; the API has lower limits of its own. */
const MAX_DEPTH = 64;

/**
 * A JSON schema with `additionalProperties: false` on each object that does not say, which structured outputs demand.
 * Everything else stays as it is.
 */
export function closeSchema(schema: unknown, depth = 0): unknown {
  if (depth > MAX_DEPTH) return schema;
  if (Array.isArray(schema)) return schema.map((entry) => closeSchema(entry, depth + 1));
  if (!isRecord(schema)) return schema;
  const closed = Object.fromEntries(
    Object.entries(schema).map(([name, value]) => [name, closeMember(name, value, depth)]),
  );
  const isObject = schema['type'] === 'object' || isRecord(schema['properties']);
  return isObject && schema['additionalProperties'] === undefined
    ? { ...closed, additionalProperties: false }
    : closed;
}

const NESTED: ReadonlySet<string> = new Set(['items', 'anyOf', 'allOf', 'oneOf', 'prefixItems']);
const NAMED: ReadonlySet<string> = new Set(['properties', '$defs', 'definitions']);

/** Members that hold schemas, or schemas by name; values of others (`enum`, `default`) are data. */
function closeMember(name: string, value: unknown, depth: number): unknown {
  if (NESTED.has(name)) return closeSchema(value, depth + 1);
  if (!NAMED.has(name) || !isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, schema]) => [key, closeSchema(schema, depth + 1)]),
  );
}
