import type { NgramCounts } from './hash-ngrams';
import { hashPrompt } from './prompt-hasher';
import { readForm } from './read-form';
import { readMeaning, type Meaning } from './read-meaning';
import { keepCounts } from './sparse';
import type { WordVectors } from './word-vectors';

/** What a labelled prompt teaches: how good each model's answer was, 0 to 1. */
export interface LabelledPrompt {
  task: string;
  prompt: string;
  scores: Readonly<Record<string, number>>;
}

/** All that is learned from of a prompt: its words in buckets, its form, and what it is about. */
export interface ReadPrompt extends NgramCounts {
  form: readonly number[];
  meaning: Meaning;
}

export const readCounts = (prompts: readonly string[]): NgramCounts[] =>
  prompts.map((prompt) => keepCounts(hashPrompt(prompt)));

export const readPrompts = (prompts: readonly string[], vectors: WordVectors): ReadPrompt[] =>
  prompts.map((prompt) => ({
    ...keepCounts(hashPrompt(prompt)),
    form: readForm(prompt),
    meaning: readMeaning(prompt, vectors),
  }));
