import type { z } from 'zod';
import { priceRowSchema, type PriceRow } from '@/lib/pricing/price-row';
import type { ConfigProblem } from './problem';
import { alertSchema, channelSchema, type Alert, type Channel } from '../alert-schemas';
import { budgetSchema, healthSchema, keySchema, modelSchema, providerSchema, ruleSchema } from '../schemas';
import type { Budget, HealthEntry, KeyEntry, Model, Provider, Rule } from '../schemas';
import { bodySettingsSchema, type BodySettings } from '@/lib/bodies/settings';
import { zodProblems } from './zod-problems';

/** An entry that is right by itself, with its place in the file. */
export interface Entry<T> {
  index: number;
  value: T;
}

export interface Entries {
  providers: Entry<Provider>[];
  models: Entry<Model>[];
  prices: Entry<PriceRow>[];
  rules: Entry<Rule>[];
  budgets: Entry<Budget>[];
  health: Entry<HealthEntry>[];
  bodies: Entry<BodySettings>[];
  alerts: Entry<Alert>[];
  channels: Entry<Channel>[];
  keys: Entry<KeyEntry>[];
}

export interface ParsedEntries {
  entries: Entries;
  problems: ConfigProblem[];
  /** Sections with a wrong entry: a name missing from them may be in the entry that could not be read. */
  incomplete: ReadonlySet<keyof Entries>;
}

/** The sections of a configuration file, in order. */
export const SECTIONS = [
  'providers',
  'models',
  'prices',
  'rules',
  'budgets',
  'health',
  'bodies',
  'alerts',
  'channels',
  'keys',
] as const;

/** Parses entry by entry, so that one wrong entry does not hide what is wrong with the others. */
export function parseEntries(input: unknown): ParsedEntries {
  const problems: ConfigProblem[] = [];
  const incomplete = new Set<keyof Entries>();
  const isObject = typeof input === 'object' && input !== null && !Array.isArray(input);
  if (!isObject) problems.push({ path: '', message: 'the file must hold one JSON object' });
  // A Map, and not zod's record, which drops `__proto__` without a word.
  const file = new Map<string, unknown>(isObject ? Object.entries(input) : []);
  for (const name of file.keys()) {
    if (!SECTIONS.some((section) => section === name))
      problems.push({ path: name, message: 'there is no such field' });
  }

  function section<T>(name: keyof Entries, schema: z.ZodType<T>): Entry<T>[] {
    const raw = file.get(name) ?? [];
    if (!Array.isArray(raw)) {
      problems.push({ path: name, message: 'must be a list' });
      incomplete.add(name);
      return [];
    }
    return raw.flatMap((value: unknown, index) => {
      const entry = schema.safeParse(value);
      if (entry.success) return [{ index, value: entry.data }];
      problems.push(...zodProblems(entry.error, [name, index]));
      incomplete.add(name);
      return [];
    });
  }

  const entries: Entries = {
    providers: section('providers', providerSchema),
    models: section('models', modelSchema),
    prices: section('prices', priceRowSchema),
    rules: section('rules', ruleSchema),
    budgets: section('budgets', budgetSchema),
    health: section('health', healthSchema),
    bodies: section('bodies', bodySettingsSchema),
    alerts: section('alerts', alertSchema),
    channels: section('channels', channelSchema),
    keys: section('keys', keySchema),
  };
  return { entries, problems, incomplete };
}
