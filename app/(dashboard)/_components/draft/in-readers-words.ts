import type { Meanwhile } from '@/lib/config/versions/meanwhile';
import type { ConfigProblem } from '@/lib/config/check/problem';
import type { T } from '@/lib/i18n/t';
import type { Theirs } from './draft-state';

/** Changes as sentences in the reader's language. */
export const sentencesOf = (t: T, changes: readonly { sentence: string }[]): string[] =>
  changes.map(({ sentence }) => t.said(sentence));

export const theirsOf = (t: T, { by, theirs, sides }: Meanwhile): Theirs => ({
  by,
  sentences: sentencesOf(t, theirs),
  sides,
});

/** What is wrong, each with its path. */
export const sayProblems = (t: T, problems: readonly ConfigProblem[]): ConfigProblem[] =>
  problems.map(({ path, message }) => ({ path, message: t.said(message) }));
