import { readFileSync } from 'node:fs';
import { LANGUAGES } from './said-languages';

const ROOT = new URL('../../', import.meta.url);
const read = (...files: string[]) =>
  files.map((file) => readFileSync(new URL(file, ROOT), 'utf8')).join('\n');

/** What a model may say: text to learn from, and other text of the same kind to be measured by. */
export const SAID = {
  prose: {
    taught: read('docs/money.md', 'docs/budgets-and-alerts.md'),
    measured: read('README.md', 'docs/routing.md'),
  },
  code: {
    taught: read('lib/gateway/attempts/attempt.ts', 'lib/pricing/money.ts', 'lib/http/splice-json.ts'),
    measured: read('lib/resilience/breaker.ts', 'lib/routing/features.ts', 'lib/gateway/entrance/load.ts'),
  },
  ...LANGUAGES,
} as const;

export type Kind = keyof typeof SAID;
