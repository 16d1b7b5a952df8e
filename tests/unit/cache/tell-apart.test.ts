import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalPrompt } from '@/lib/cache/semantic/canonical-prompt';
import { tellApart } from '@/lib/cache/semantic/tell-apart';

const differ = (one: string, other: string) => [tellApart(one, other), tellApart(other, one)];

describe('prompts that ask for the same', () => {
  it.each([
    ['What is the capital of France?', 'Please tell me the capital of France.'],
    ['What is the capital of France?', "what's the capital of France"],
    ['How do I reset my password?', 'how can I reset my password, thanks'],
    ['Could you please explain the water cycle?', 'Explain the water cycle'],
    ['Hi! How to delete a branch in git?', 'How do I remove a branch in git?'],
    ["Why isn't the build green?", 'Why is not the build green'],
    ['Convert 1,000 EUR to USD', 'Convert 1000 EUR to USD, please'],
    ['Vui lòng cho tôi biết thủ đô của Pháp', 'thủ đô của Pháp ạ'],
    ['Summarise the text', 'Please summarize the text.'],
  ])('%s = %s', (one, other) => expect(differ(one, other)).toEqual([undefined, undefined]));
});

describe('prompts that are alike and ask for something else', () => {
  it.each([
    ['What is 15 % of 200?', 'What is 15 % of 300?', 'number'],
    ['Convert 5 km to miles', 'Convert 5.0 km to miles', 'number'],
    ['Refund $50', 'Refund €50', 'number'],
    ['What is -5 + 3', 'What is 5 + 3', 'number'],
    ['Events on 2026-11-03', 'Events on 2026-11-04', 'number'],
    ['Events on 03/04/2026', 'Events on 04/03/2026', 'number'],
    ['Is it safe to eat?', 'Is it not safe to eat?', 'negation'],
    ['Is it safe to eat?', "Isn't it safe to eat?", 'negation'],
    ['Always delete backups', 'Never delete backups', 'name'],
    ['I should never restart it', 'I should always restart it', 'negation'],
    ['List users with access', 'List users without access', 'negation'],
    ['Ai được nghỉ', 'Ai không được nghỉ', 'negation'],
    ['What is the capital of France?', 'What is the capital of Germany?', 'name'],
    ['Who wrote Faust, Goethe or Marlowe?', 'Who wrote Faust, Marlowe or Goethe?', 'name'],
    ['translate this from English to German', 'translate this from German to English', 'name'],
    ['send the report to Ann', 'send the report to Anna', 'name'],
    ['how did the US react', 'how did the us react', 'name'],
    ['who will polish the table', 'who will Polish the table', 'name'],
    ['flights from paris to rome', 'flights from london to rome', 'word'],
    ['flights from paris to rome', 'flights from rome to paris', 'order'],
    ['man bites dog', 'dog bites man', 'order'],
    ['How do I increase the timeout?', 'How do I decrease the timeout?', 'word'],
    ['convert 5 km to miles', 'convert 5 kg to miles', 'word'],
    ['meetings on monday', 'meetings on tuesday', 'word'],
    ['what happens today', 'what happens tomorrow', 'word'],
    ['who is the president', 'who was the president', 'word'],
    ['my orders', 'your orders', 'word'],
    ['can I take it before meals', 'can I take it after meals', 'word'],
    ['should I take it', 'must I take it', 'word'],
    ['How do I reset my password?', 'How do I reset my admin password?', 'word'],
    ['How do I reset my password', 'How do I reset my password twice', 'more'],
    ['a < b', 'a > b', 'word'],
    ['write it in C', 'write it in C++', 'more'],
    ['price of goods', 'price of good', 'word'],
    ['what is love lyrics', 'love lyrics', 'word'],
    ['well water safe', 'water safe', 'word'],
    ['can you feel the love tonight lyrics', 'feel the love tonight lyrics', 'word'],
    ['delete the "old" row', 'delete the old row', 'word'],
    ['', '', 'more'],
  ])('%s ≠ %s (%s)', (one, other, kind) => {
    const [there, back] = differ(one, other);
    expect([there, back]).not.toContain(undefined);
    if (kind !== 'word' && kind !== 'more') expect(there).toBe(kind);
  });
});

const word = fc.constantFrom(
  'cat',
  'dog',
  'Berlin',
  'not',
  '7',
  '7.5',
  'kg',
  'before',
  'my',
  'was',
  'should',
  'ngày',
);
const sentence = fc.array(word, { minLength: 1, maxLength: 8 });

describe('whatever the prompt', () => {
  it('a word of content that is put in, left out, replaced or moved is told', () => {
    fc.assert(
      fc.property(sentence, fc.nat(), word, (words, seed, other) => {
        const at = seed % words.length;
        const base = words.join(' ');
        const changed = [
          words.toSpliced(at, 0, other),
          words.toSpliced(at, 1),
          words.with(at, other),
          [...words.slice(1), ...words.slice(0, 1)],
        ];
        for (const one of changed)
          if (one.join(' ') !== base) expect(tellApart(base, one.join(' '))).toBeDefined();
      }),
    );
  });
  it('nothing is found by chance: equal words in equal order, or not the same', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        const isSame = canonicalPrompt(one).join('\n') === canonicalPrompt(other).join('\n');
        expect(tellApart(one, other) === undefined).toBe(isSame && canonicalPrompt(one).length > 0);
      }),
    );
  });
});
