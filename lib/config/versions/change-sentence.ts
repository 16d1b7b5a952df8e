interface ChangeWords {
  kind: 'added' | 'removed' | 'changed';
  section: keyof typeof NOUNS;
  id: string;
  /** Path within the entry; empty for the entry as a whole. */
  field: string;
  before?: unknown;
  after?: unknown;
}

const NOUNS = {
  providers: 'provider',
  models: 'model',
  prices: 'price',
  rules: 'rule',
  budgets: 'budget',
  health: 'set of health thresholds for',
  bodies: 'handling of prompts and answers in',
  alerts: 'alert',
  channels: 'channel',
  keys: 'key',
} as const;

/** One change in plain words, for people who review it. */
export function changeSentence({ kind, section, id, field, before, after }: ChangeWords): string {
  const what = `${NOUNS[section]} "${id}"`;
  if (field === '') return `The ${what} is ${kind}.`;
  if (field === 'enabled' && kind === 'changed')
    return `The ${what} is switched ${after === true ? 'on' : 'off'}.`;
  switch (kind) {
    case 'added':
      return `The ${what} gets ${field}: ${words(after)}.`;
    case 'removed':
      return `The ${what} loses ${field}, which was ${words(before)}.`;
    case 'changed':
      return `The ${what} changes ${field} from ${words(before)} to ${words(after)}.`;
    default:
      return kind satisfies never;
  }
}

function words(value: unknown): string {
  const text = typeof value === 'string' ? value : isNames(value) ? listed(value) : JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}

const isNames = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

const listed = (names: readonly string[]): string => (names.length === 0 ? 'nothing' : names.join(', '));
