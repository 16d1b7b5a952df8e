import { generateClient } from '@/lib/boot/generate-client';
import { command } from './command';
import { checkLineCounts } from './line-counts';
import { checkMessages } from './messages';
import { perform, type Outcome } from './outcome';
import { runVitest } from './vitest';

/** Format, lint with the import rules, types, unit tests and line counts: no database, no network. */
export async function verifyChecks(): Promise<Outcome[]> {
  await generateClient();
  // Types of routes and of CSS imports, which Next writes; those of an earlier tree know nothing of a new page.
  await command('route types', 'next/dist/bin/next', ['typegen']);
  const steps = [
    () => command('types', 'typescript/bin/tsc', ['--noEmit']),
    () => command('lint', 'eslint/bin/eslint.js', ['.', '--max-warnings=0']),
    () => command('format', 'prettier/bin/prettier.cjs', ['--check', '--log-level=warn', '.']),
    () => runVitest('unit'),
    checkLineCounts,
    checkMessages,
  ];
  return Promise.all(steps.map(perform));
}
