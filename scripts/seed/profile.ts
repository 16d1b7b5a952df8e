import { SIMULATED_MODELS } from '@/lib/simulator/models';
import { starterProviderOf } from '@/lib/config/starter/starter-models';

/** Models of the starter configuration, so that every seeded request has a price and a baseline. */
export const SEED_MODELS = SIMULATED_MODELS.filter((model) => model.kind === 'chat').map((model, index) => ({
  index,
  model,
  provider: starterProviderOf(model),
}));

const indexOf = (alias: string) => SEED_MODELS.findIndex(({ model }) => model.alias === alias);

interface SeedTask {
  task: string;
  rule: string;
  /** Share of the requests, in percent. */
  share: number;
  /** Indexes of the rule's first choice and its fallback. */
  first: number;
  fallback: number;
  /** Median tokens, and sigma of the log-normal. */
  input: readonly [number, number];
  output: readonly [number, number];
}

const task = (
  name: string,
  rule: string,
  share: number,
  [first, fallback]: readonly [string, string],
  input: readonly [number, number],
  output: readonly [number, number],
): SeedTask => ({
  task: name,
  rule,
  share,
  first: indexOf(first),
  fallback: indexOf(fallback),
  input,
  output,
});

/** Shares and sizes of the practice articles, rules and targets of the starter configuration. */
export const SEED_TASKS: readonly SeedTask[] = [
  task('simple_faq', 'auto-simple', 62, ['deepseek-v3.2', 'gemini-2.5-flash'], [140, 0.7], [110, 0.6]),
  task('fast', 'auto-fast', 12, ['gemini-2.5-flash', 'deepseek-v3.2'], [700, 0.8], [160, 0.6]),
  task('balanced', 'auto-balanced', 11, ['deepseek-v3.2', 'gemini-2.5-flash'], [900, 0.8], [320, 0.6]),
  task('complex_reasoning', 'auto-reasoning', 9, ['claude-sonnet-4.5', 'gpt-4.1'], [2_600, 0.75], [850, 0.6]),
  task('code', 'auto-code', 6, ['gpt-4.1', 'claude-sonnet-4.5'], [1_900, 0.8], [700, 0.65]),
];

/** Key, team, application, and its share in percent. */
export const SEED_CALLERS: readonly (readonly [key: string, team: string, app: string, share: number])[] = [
  ['seed-support-bot', 'support', 'support-bot', 26],
  ['seed-help-center', 'support', 'help-center', 17],
  ['seed-product-search', 'shop', 'product-search', 14],
  ['seed-checkout', 'shop', 'checkout', 8],
  ['seed-content-studio', 'marketing', 'content-studio', 10],
  ['seed-report-writer', 'analytics', 'report-writer', 8],
  ['seed-planning', 'analytics', 'planning-assistant', 4],
  ['seed-code-review', 'engineering', 'code-review', 7],
  ['seed-editor', 'engineering', 'editor-assistant', 4],
  ['seed-notebook', '', 'notebook', 2],
];

/** Requests of an hour of the day, relative: quiet nights, two peaks. */
export const HOURS = [2, 1, 1, 1, 1, 2, 4, 7, 11, 14, 15, 14, 11, 13, 15, 15, 14, 12, 9, 7, 6, 5, 4, 3];
export const USERS = 500;
