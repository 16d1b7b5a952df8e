import { configSchema, type ConfigFile } from '../schemas';
import type { AllowList } from '@/lib/egress/policy';
import { checkBodies } from './check-bodies';
import { checkEgress } from './check-egress';
import { checkHealth } from './check-health';
import { checkNames } from './check-names';
import { checkPriceHistory } from './check-price-history';
import { checkProbes } from './check-probes';
import { checkReferences } from './check-references';
import { checkSecrets } from './check-secrets';
import { parseEntries, SECTIONS, type Entries, type Entry } from './parse-entries';
import type { ConfigProblem } from './problem';
import { checkPriceRows } from '@/lib/pricing/check-price-rows';
import { unstorableText } from './unstorable-text';
import type { PriceRow } from '@/lib/pricing/price-row';

/** What exists already and a file may refer to. */
export interface KnownConfig {
  workspaces: ReadonlySet<string>;
  keyIds: ReadonlySet<string>;
  keyWithValue: (value: string) => string | undefined;
  credentialIds: ReadonlySet<string>;
  /** Where providers and channels take each stored secret, by its id: see destinationsOf. */
  destinations: ReadonlyMap<string, ReadonlySet<string>>;
  /** Price rows in force, part of which may be history. */
  prices: readonly PriceRow[];
  /** Addresses outside of the public internet that every provider may have. */
  egressAllowed: AllowList;
  /** Epoch milliseconds. */
  nowMs: number;
}

export type Validation = { ok: true; file: ConfigFile } | { ok: false; problems: ConfigProblem[] };

/** Checks a configuration file wholly. Pure. Returns every problem with its path, in the order of the file's sections. */
export function validateConfig(input: unknown, known: KnownConfig): Validation {
  const parsed = parseEntries(input);
  const { entries } = parsed;
  const problems = [
    ...parsed.problems,
    ...unstorableText(input),
    ...checkNames(entries),
    ...checkReferences(parsed, known),
    ...checkHealth(parsed, known),
    ...checkProbes(parsed, known),
    ...checkBodies(entries, known),
    ...checkSecrets(entries, known),
    ...checkEgress(entries, known.egressAllowed),
    ...priceProblems(entries.prices),
    ...(parsed.incomplete.has('prices') ? [] : checkPriceHistory(known.prices, entries.prices, known.nowMs)),
  ];
  if (problems.length > 0) return { ok: false, problems: inFileOrder(problems) };
  return { ok: true, file: configSchema.parse(fileOf(entries)) };
}

/** By section, then entry, then field, however many checks found them. */
function inFileOrder(problems: readonly ConfigProblem[]): ConfigProblem[] {
  const section = (path: string): number => SECTIONS.findIndex((name) => path.startsWith(name));
  return problems.toSorted(
    (a, b) => section(a.path) - section(b.path) || a.path.localeCompare(b.path, 'en', { numeric: true }),
  );
}

function fileOf(entries: Entries): ConfigFile {
  const values = <T>(list: readonly { value: T }[]): T[] => list.map(({ value }) => value);
  return {
    providers: values(entries.providers),
    models: values(entries.models),
    prices: values(entries.prices),
    rules: values(entries.rules),
    budgets: values(entries.budgets),
    health: values(entries.health),
    bodies: values(entries.bodies),
    alerts: values(entries.alerts),
    channels: values(entries.channels),
    keys: values(entries.keys),
  };
}

/** The pricing room counts the rows that it gets; wrong ones were left out, so places are put back to the file's. */
function priceProblems(prices: readonly Entry<PriceRow>[]): ConfigProblem[] {
  const inFile = (text: string): string =>
    text.replace(/prices\[(\d+)\]/g, (place, at: string) => {
      const entry = prices[Number(at)];
      return entry === undefined ? place : `prices[${entry.index}]`;
    });
  const problems = checkPriceRows(prices.map(({ value }) => value));
  return problems.map(({ path, message }) => ({ path: inFile(path), message: inFile(message) }));
}
