import { generateClient } from '@/lib/boot/generate-client';
import { command } from './command';
import { checkLineCounts } from './line-counts';
import { checkMessages } from './messages';
import { perform, type Outcome } from './outcome';
import { runVitest } from './vitest';

/** What was looked at and has not changed since is not looked at again; a clean clone looks at everything. */
const cached = (name: string) => [
  '--cache',
  '--cache-strategy=content',
  `--cache-location=node_modules/.cache/verify-${name}`,
];

/** Format, lint with the import rules, types, unit tests and line counts: no database, no network. */
export async function verifyChecks(): Promise<Outcome[]> {
  const ofSources = [lint, format].map(perform);
  await generateClient();
  // Types of routes and of CSS imports, which Next writes; those of an earlier tree know nothing of a new page.
  await command('route types', 'next/dist/bin/next', ['typegen']);
  const ofAll = [types, () => runVitest('unit'), checkLineCounts, checkMessages].map(perform);
  return Promise.all([...ofSources, ...ofAll]);
}

/** No rule asks for types and no generated file is looked at, so neither this nor `format` waits for them. */
const lint = () => command('lint', 'eslint/bin/eslint.js', ['.', '--max-warnings=0', ...cached('eslint')]);

const format = () =>
  command('format', 'prettier/bin/prettier.cjs', ['--check', '--log-level=warn', ...cached('prettier'), '.']);

const types = () => command('types', 'typescript-7/bin/tsc', ['--noEmit', '--incremental', 'false']);
