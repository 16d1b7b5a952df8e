import { decode } from 'gpt-tokenizer/encoding/o200k_base';
import { expect, it } from 'vitest';
import { CJK_WORDS } from '@/lib/dialects/cjk-words';

const LAST_TOKEN = 199_997;
const WORD =
  /^ ?([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー，。、；：！？「」（）]{2,4})$/u;

it('the words are those of the vocabulary, all of them, each once', () => {
  const words = new Map([2, 3, 4].map((length) => [length, new Set<string>()]));
  for (let token = 0; token <= LAST_TOKEN; token += 1) {
    const word = WORD.exec(decode([token]))?.[1];
    if (word !== undefined) words.get(word.length)?.add(word);
  }
  expect([...CJK_WORDS]).toEqual([...words].map(([length, found]) => [length, [...found].sort().join('')]));
});
