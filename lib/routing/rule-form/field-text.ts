import type { FieldKind, RuleField } from './fields';

/** A rule as it is edited: it may be wrong still. */
export type DraftRule = { id: string } & Record<string, unknown>;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function valueAt(rule: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), rule);
}

function put(value: unknown, [name, ...rest]: readonly string[], inner: unknown): Record<string, unknown> {
  const object = isObject(value) ? value : {};
  if (name === undefined) return object;
  const changed = rest.length === 0 ? inner : put(object[name], rest, inner);
  const isNothing =
    changed === undefined || (rest.length > 0 && isObject(changed) && Object.keys(changed).length === 0);
  const { [name]: _old, ...others } = object;
  return isNothing ? others : { ...others, [name]: changed };
}

/** The rule with one value put in, or taken out where it is undefined; what that leaves empty goes too. */
export function withValue(rule: DraftRule, path: string, value: unknown): DraftRule {
  return { ...put(rule, path.split('.'), value), id: rule.id };
}

const pairs = (value: Record<string, unknown>, write: (inner: unknown) => string) =>
  Object.entries(value)
    .map(([name, inner]) => `${name} = ${write(inner)}`)
    .join(', ');

/** A value as the form writes it; '' where there is none, JSON where it is not of its kind. */
export function textOf(value: unknown, kind: FieldKind): string {
  if (value === undefined) return '';
  if (kind === 'flag') return value === true ? 'yes' : value === false ? 'no' : JSON.stringify(value);
  if (Array.isArray(value)) return value.join(', ');
  if (isObject(value))
    return pairs(value, (inner) => (Array.isArray(inner) ? inner.join(' | ') : String(inner)));
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const split = (text: string, by: string) =>
  text
    .split(by)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** What is no number stays as it was typed, so that the check of the rule names it. */
function numberOf(text: string): unknown {
  const number = Number(text);
  return Number.isFinite(number) ? number : text;
}

function entriesOf(text: string, read: (inner: string) => unknown): Record<string, unknown> {
  return Object.fromEntries(
    split(text, ',').map((part) => {
      const at = part.indexOf('=');
      return at < 0 ? [part, read('')] : [part.slice(0, at).trim(), read(part.slice(at + 1).trim())];
    }),
  );
}

/** What the form says, as a value of the rule; undefined where it says nothing. */
export function valueOf(text: string, { kind, path }: RuleField): unknown {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  switch (kind) {
    case 'text':
      return trimmed;
    case 'number':
      return numberOf(trimmed);
    case 'flag':
      return trimmed === 'yes';
    case 'list':
      return split(trimmed, ',').map((one) => (path === 'when.time.days' ? numberOf(one) : one));
    case 'values':
      return entriesOf(trimmed, (inner) => split(inner, '|'));
    case 'shares':
      return entriesOf(trimmed, numberOf);
    default:
      return kind satisfies never;
  }
}
