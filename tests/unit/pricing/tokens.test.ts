import { readFileSync } from 'node:fs';
import { countTokens as countWhole } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { countTokens } from '@/lib/pricing/count-tokens';
import { estimateTokens } from '@/lib/pricing/estimate-tokens';
import { splitForTokenizer } from '@/lib/pricing/split-for-tokenizer';

const prose =
  'The gateway prices every attempt, and the books show where the money goes; nothing is rounded twice. ';
const texts: Record<string, string> = {
  prose: prose.repeat(200),
  code: readFileSync('lib/pricing/price-book.ts', 'utf8').repeat(4),
  json: JSON.stringify(Array.from({ length: 600 }, (_, id) => ({ id, name: `user${id}`, score: id * 1.37 }))),
  vietnamese: 'Định tuyến thông minh theo loại tác vụ, độ dài ngữ cảnh và độ chính xác cần thiết. '.repeat(
    120,
  ),
  chinese: '这是一个用于测试分词器的中文句子,包含各种词语。'.repeat(400),
  russian: 'Это предложение на русском языке для проверки. '.repeat(200),
  arabic: 'هذه جملة باللغة العربية لاختبار أداة الترميز. '.repeat(200),
  hex: Array.from({ length: 400 }, (_, index) =>
    ((index * 2654435761) >>> 0).toString(16).padStart(8, '0'),
  ).join(''),
  emoji: '😀🎉 '.repeat(2_000),
};
const exact = (text: string) => countWhole(text, { disallowedSpecial: new Set() });

describe('countTokens', () => {
  it.each(Object.keys(texts))('counts %s as the vocabulary does', (name) => {
    const text = texts[name] ?? '';
    expect(countTokens(text)).toBe(exact(text));
  });

  it('takes control tokens in a text for text', () => {
    expect(countTokens('<|endoftext|>')).toBeGreaterThan(1);
    expect(countTokens('')).toBe(0);
  });

  it.each(['a', 'A', ' ', '\n', '1', '!', '=', '中', '😀', 'aB', 'é', '\u0301', '\ud800'])(
    'counts 50,000 times %j without the tokenizer’s quadratic work, which takes 10 s and more',
    (part) => {
      countTokens('warm');
      const text = part.repeat(50_000);
      const start = performance.now();
      expect(countTokens(text)).toBeGreaterThan(0);
      expect(performance.now() - start).toBeLessThan(3_000);
    },
  );

  it('counts 100 K times "a" as 12,500', () => expect(countTokens('a'.repeat(100_000))).toBe(12_500));
});

describe('splitForTokenizer', () => {
  it('loses and doubles nothing, keeps pieces short and pairs whole', () => {
    for (const text of [...Object.values(texts), 'a'.repeat(1_000), '😀'.repeat(9_000), '', 'x']) {
      const pieces = [...splitForTokenizer(text)];
      expect(pieces.join('')).toBe(text);
      for (const piece of pieces) {
        expect(piece.length).toBeLessThanOrEqual(8_194);
        expect(piece).not.toMatch(/^[\udc00-\udfff]/);
      }
    }
  });
});

describe('estimateTokens', () => {
  it.each(Object.keys(texts))('is within 25 %% of the exact count of %s', (name) => {
    const text = texts[name] ?? '';
    expect(estimateTokens(text) / exact(text)).toBeGreaterThan(0.75);
    expect(estimateTokens(text) / exact(text)).toBeLessThan(1.25);
  });

  it('is 0 of nothing and at least 1 of something', () => {
    expect(estimateTokens('')).toBe(0);
    expect(estimateTokens(' ')).toBe(1);
    expect(estimateTokens('a')).toBe(1);
  });

  it('reads samples of a long text and comes to the same answer', () => {
    const long = prose.repeat(100_000);
    const ratio = estimateTokens(long) / (estimateTokens(texts['prose'] ?? '') * 500);
    expect(Math.abs(ratio - 1)).toBeLessThan(0.02);
  });
});
