import { msg } from '@/lib/i18n/msg';

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
  providers: msg('provider'),
  models: msg('model'),
  prices: msg('price'),
  rules: msg('rule'),
  budgets: msg('budget'),
  health: msg('set of health thresholds for'),
  bodies: msg('handling of prompts and answers in'),
  alerts: msg('alert'),
  channels: msg('channel'),
  keys: msg('key'),
} as const;

/** One change in plain words, for people who review it; `t.said` says it in another language. */
export function changeSentence({ kind, section, id, field, before, after }: ChangeWords): string {
  const what = NOUNS[section];
  if (field === '') return entrySentence(kind, what, id);
  if (field === 'enabled' && kind === 'changed')
    return after === true
      ? msg(`The ${what} "${id}" is switched on.`)
      : msg(`The ${what} "${id}" is switched off.`);
  switch (kind) {
    case 'added':
      return msg(`The ${what} "${id}" gets ${field}: ${inWords(after)}.`);
    case 'removed':
      return msg(`The ${what} "${id}" loses ${field}, which was ${inWords(before)}.`);
    case 'changed':
      return msg(`The ${what} "${id}" changes ${field} from ${inWords(before)} to ${inWords(after)}.`);
    default:
      return kind satisfies never;
  }
}

function entrySentence(kind: ChangeWords['kind'], what: string, id: string): string {
  if (kind === 'added') return msg(`The ${what} "${id}" is added.`);
  return kind === 'removed' ? msg(`The ${what} "${id}" is removed.`) : msg(`The ${what} "${id}" is changed.`);
}

/** A value of the configuration as a reader is told it. */
export function inWords(value: unknown): string {
  const text = typeof value === 'string' ? value : isNames(value) ? listed(value) : JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}

const isNames = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

const listed = (names: readonly string[]): string => (names.length === 0 ? 'nothing' : names.join(', '));
