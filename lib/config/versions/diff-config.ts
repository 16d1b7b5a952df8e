import { isDeepStrictEqual } from 'node:util';
import { msg } from '@/lib/i18n/msg';
import { jsonPath } from '../check/json-path';
import { maskSecrets } from './mask-secrets';
import { SECTIONS } from '../check/parse-entries';
import type { ConfigFile } from '../schemas';
import { changeSentence } from './change-sentence';
import { comparableKey } from '../secrets/stored-key';

export interface ConfigChange {
  kind: 'added' | 'removed' | 'changed';
  /** Entries are named by id, so that a path means the same before and after: `prices["in-1"].rate`. */
  path: string;
  /** Absent: there was nothing. Secrets are masked. */
  before?: unknown;
  /** Absent: there is nothing any more. */
  after?: unknown;
  sentence: string;
}

type Section = (typeof SECTIONS)[number];
type EntryObject = { id: string } & Record<string, unknown>;

/** What differs between two configurations, in the order of the sections. Pure; shows no secret. */
export function diffConfig(before: ConfigFile, after: ConfigFile): ConfigChange[] {
  return SECTIONS.flatMap((section) =>
    diffSection(section, entriesOf(before, section), entriesOf(after, section)),
  );
}

function entriesOf(file: ConfigFile, section: Section): EntryObject[] {
  if (section !== 'keys') return file[section].map((entry) => ({ ...maskSecrets(section, entry) }));
  return file.keys.map((key) => ({
    ...comparableKey(key),
    ...(key.value === undefined ? {} : { value: maskSecrets('keys', key).value }),
  }));
}

function diffSection(section: Section, before: EntryObject[], after: EntryObject[]): ConfigChange[] {
  const old = new Map(before.map((entry) => [entry.id, entry]));
  const now = new Map(after.map((entry) => [entry.id, entry]));
  const removed = before.filter((entry) => !now.has(entry.id)).map((entry) => removal(section, entry));
  const rest = after.flatMap((entry) => {
    const earlier = old.get(entry.id);
    if (earlier !== undefined) return diffValue(section, entry.id, [section, entry.id], earlier, entry);
    return [change({ kind: 'added', section, id: entry.id, path: [section, entry.id], after: entry })];
  });
  return [...removed.flat(), ...rest, ...diffOrder(section, before, after)];
}

/** A key that the file leaves out is disabled, and one that was disabled already stays so. */
function removal(section: Section, entry: EntryObject): ConfigChange[] {
  if (section !== 'keys')
    return [change({ kind: 'removed', section, id: entry.id, path: [section, entry.id], before: entry })];
  if (entry['enabled'] === false) return [];
  const path = [section, entry.id, 'enabled'];
  return [change({ kind: 'changed', section, id: entry.id, path, before: true, after: false })];
}

/** Rules are tried in order, so a new order of those that stay is a change. Of other sections the order means nothing. */
function diffOrder(section: Section, before: EntryObject[], after: EntryObject[]): ConfigChange[] {
  if (section !== 'rules') return [];
  const was = before.map((entry) => entry.id).filter((id) => after.some((entry) => entry.id === id));
  const is = after.map((entry) => entry.id).filter((id) => was.includes(id));
  if (isDeepStrictEqual(was, is)) return [];
  return [
    {
      kind: 'changed',
      path: 'rules',
      before: was,
      after: is,
      sentence: msg(`The rules are tried in another order: ${is.join(', ')}.`),
    },
  ];
}

function diffValue(
  section: Section,
  id: string,
  path: string[],
  before: unknown,
  after: unknown,
): ConfigChange[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (isObject(before) && isObject(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) => diffValue(section, id, [...path, name], before[name], after[name]));
  }
  if (before === undefined) return [change({ kind: 'added', section, id, path, after })];
  if (after === undefined) return [change({ kind: 'removed', section, id, path, before })];
  return [change({ kind: 'changed', section, id, path, before, after })];
}

interface Finding {
  kind: ConfigChange['kind'];
  section: Section;
  id: string;
  path: string[];
  before?: unknown;
  after?: unknown;
}

function change({ kind, section, id, path, ...values }: Finding): ConfigChange {
  const field = jsonPath(path.slice(2));
  const full = `${section}[${JSON.stringify(id)}]${field === '' || field.startsWith('[') ? field : `.${field}`}`;
  return { kind, path: full, ...values, sentence: changeSentence({ kind, section, id, field, ...values }) };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
