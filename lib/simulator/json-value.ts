import { asList, asNumber, asRecord, asRecords, asText, asTexts, type Json } from './json';
import { prose } from './prose';
import { pick, randomId, type Random } from './random';

const MAX_DEPTH = 12;

interface Scope {
  /** The whole schema, in which `$ref` is looked up. */
  root: Json;
  random: Random;
}

/** A plausible value that satisfies a JSON Schema (the subset that vendors accept for tools and answers). */
export function valueForSchema(schema: Json, random: Random): unknown {
  return value(schema, { root: schema, random }, 0);
}

function value(schema: Json, scope: Scope, depth: number): unknown {
  if ('const' in schema) return schema['const'];
  const options = asList(schema['enum']);
  if (options.length > 0) return pick(options, scope.random);
  const target = resolve(asText(schema['$ref']), scope.root);
  if (target) return depth > MAX_DEPTH ? null : value(target, scope, depth + 1);
  const variants = [...asRecords(schema['anyOf']), ...asRecords(schema['oneOf'])];
  const variant = depth > MAX_DEPTH ? variants.find((v) => typeOf(v) === 'null') : variants[0];
  if (variant) return value(variant, scope, depth + 1);
  const merged = mergeAllOf(schema);
  return ofType(typeOf(merged), merged, scope, depth);
}

function mergeAllOf(schema: Json): Json {
  const parts = asRecords(schema['allOf']);
  if (parts.length === 0) return schema;
  const properties = Object.assign(
    {},
    ...[...parts, schema].map((part) => asRecord(part['properties']) ?? {}),
  );
  const required = [...parts, schema].flatMap((part) => asTexts(part['required']));
  return Object.assign({}, ...parts, schema, { properties, required });
}

function resolve(ref: string | undefined, root: Json): Json | undefined {
  if (!ref?.startsWith('#')) return undefined;
  let at: Json | undefined = root;
  for (const step of ref.split('/').slice(1)) at = asRecord(at?.[step]);
  return at;
}

/** The first type that is not null; Gemini writes types in capitals. */
function typeOf(schema: Json): string {
  const type = schema['type'];
  const named = (Array.isArray(type) ? asTexts(type) : [asText(type) ?? '']).map((t) => t.toLowerCase());
  const first = named.find((t) => t !== 'null' && t !== '') ?? named[0] ?? '';
  if (first !== '') return first;
  if (schema['properties']) return 'object';
  return schema['items'] ? 'array' : 'string';
}

function ofType(type: string, schema: Json, scope: Scope, depth: number): unknown {
  switch (type) {
    case 'object':
      return objectOf(schema, scope, depth);
    case 'array':
      return arrayOf(schema, scope, depth);
    case 'integer':
    case 'number':
      return numberOf(type, schema, scope.random);
    case 'boolean':
      return scope.random() < 0.5;
    case 'null':
      return null;
    default:
      return textOf(schema, scope.random);
  }
}

function objectOf(schema: Json, scope: Scope, depth: number): Json {
  const required = new Set(asTexts(schema['required']));
  const result: Json = {};
  for (const [name, property] of Object.entries(asRecord(schema['properties']) ?? {})) {
    const wanted = required.has(name) || (depth < 4 && scope.random() < 0.7);
    if (wanted) result[name] = value(asRecord(property) ?? {}, scope, depth + 1);
  }
  return result;
}

function arrayOf(schema: Json, scope: Scope, depth: number): unknown[] {
  const least = asNumber(schema['minItems']) ?? (depth > MAX_DEPTH ? 0 : 1);
  const most = Math.max(least, asNumber(schema['maxItems']) ?? least + 2);
  const length =
    depth > 4 ? least : least + Math.floor(scope.random() * (Math.min(most, least + 2) - least + 1));
  const items = asRecord(schema['items']) ?? {};
  return Array.from({ length }, () => value(items, scope, depth + 1));
}

function numberOf(type: string, schema: Json, random: Random): number {
  const open = type === 'integer' ? 1 : 0.01;
  const least = asNumber(schema['minimum']) ?? (asNumber(schema['exclusiveMinimum']) ?? -open) + open;
  const most =
    asNumber(schema['maximum']) ?? (asNumber(schema['exclusiveMaximum']) ?? least + 100 + open) - open;
  const step = asNumber(schema['multipleOf']);
  if (step) return Math.ceil(least / step) * step;
  const drawn = least + random() * Math.max(0, most - least);
  if (type === 'integer') return Math.min(Math.floor(most), Math.ceil(drawn));
  return Math.min(most, Math.max(least, Math.round(drawn * 100) / 100));
}

const FORMATS: Record<string, (random: Random) => string> = {
  date: (random) => `2026-0${1 + Math.floor(random() * 9)}-1${Math.floor(random() * 10)}`,
  'date-time': (random) => `2026-0${1 + Math.floor(random() * 9)}-15T0${Math.floor(random() * 10)}:30:00Z`,
  time: (random) => `0${Math.floor(random() * 10)}:30:00Z`,
  email: (random) => `${randomId(6, random).toLowerCase()}@example.com`,
  uri: (random) => `https://example.com/${randomId(8, random)}`,
  uuid: (random) => {
    const hex = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join('');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
  },
};

function textOf(schema: Json, random: Random): string {
  const format = FORMATS[asText(schema['format']) ?? ''];
  if (format) return format(random);
  const least = asNumber(schema['minLength']) ?? 0;
  const most = asNumber(schema['maxLength']) ?? Math.max(least, 60);
  let text = prose(2 + Math.floor(random() * 4), random).join('');
  while (text.length < least) text += ` ${text}`;
  return text.slice(0, most);
}
