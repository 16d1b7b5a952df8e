import { isRecord } from './json-value';

/** Deeper than any schema that people write. */
const MAX_DEPTH = 64;

/** Whether each object of a JSON schema demands all its properties, as strict output does at OpenAI. */
export function demandsAll(schema: unknown, depth = 0): boolean {
  if (depth > MAX_DEPTH) return false;
  if (Array.isArray(schema)) return schema.every((entry) => demandsAll(entry, depth + 1));
  if (!isRecord(schema)) return true;
  const { properties, required, items, anyOf, $defs, definitions } = schema;
  if (isRecord(properties)) {
    const demanded: unknown[] = Array.isArray(required) ? required : [];
    if (!Object.keys(properties).every((name) => demanded.includes(name))) return false;
  }
  const named = [properties, $defs, definitions].filter(isRecord).flatMap(Object.values);
  return [...named, items, anyOf].every((inner) => demandsAll(inner, depth + 1));
}
