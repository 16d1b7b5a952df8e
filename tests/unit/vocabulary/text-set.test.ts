import { expect, it } from 'vitest';
import o200k from '@/lib/vocabulary/o200k.json';
import { hashOn, NO_TEXT, TextSet } from '@/lib/vocabulary/text-set';
import { pack } from '@/scripts/pack-vocabulary/pack';
import { wordsOfO200k } from '@/scripts/pack-vocabulary/words-of-o200k';

const words = wordsOfO200k();
const hashOf = (text: string) => {
  let hash = NO_TEXT;
  for (let at = 0; at < text.length; at += 1) hash = hashOn(hash, text.charCodeAt(at));
  return hash;
};

it('what is kept is the vocabulary: `npx tsx scripts/pack-vocabulary.ts` writes it', () => {
  expect(pack(words) === o200k.base64).toBe(true);
});

it('each word is in the set, and one in fifty others at most', () => {
  const set = new TextSet(Buffer.from(o200k.base64, 'base64'));
  expect(words.filter((word) => !set.has(hashOf(word)))).toEqual([]);
  const others = words.slice(0, 20_000).map((word) => `${word}¤`);
  expect(others.filter((word) => set.has(hashOf(word))).length).toBeLessThan(400);
});
