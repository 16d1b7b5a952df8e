import { readFileSync } from 'node:fs';
import path from 'node:path';
import { loadWordVectors, type WordVectors } from '@/lib/routing/learn/word-vectors';

/** Made by `scripts/pack-word-vectors.ts`; where they are from is in word-vectors.LICENSE.txt. */
export const WORD_VECTORS = path.join(import.meta.dirname, 'word-vectors.bin');

let loaded: WordVectors | undefined;

/** The vectors that the evaluation reads prompts with, read at their first use. */
export function wordVectors(): WordVectors {
  loaded ??= loadWordVectors(readFileSync(WORD_VECTORS));
  return loaded;
}
