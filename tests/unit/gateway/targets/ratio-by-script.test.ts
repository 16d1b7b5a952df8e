import { expect, it } from 'vitest';
import { RatioByScript } from '@/lib/gateway/targets/ratio-by-script';
import { scriptOf } from '@/lib/gateway/targets/script-of';

it('each script has a ratio of its own, and a new one begins with that of all', () => {
  const ratios = new RatioByScript({ ratio: 1, worth: 100 });
  expect(ratios.tokensOf('latin', 50)).toBe(50);
  for (let answer = 0; answer < 100; answer += 1) {
    ratios.learn('latin', 500, 500);
    ratios.learn('indic', 500, 1_500);
  }
  expect(ratios.tokensOf('latin', 1_000) - 1_000).toBeLessThan(20);
  expect(3_000 - ratios.tokensOf('indic', 1_000)).toBeLessThan(60);
  expect(Math.abs(ratios.tokensOf('thai', 1_000) - 2_000)).toBeLessThan(20);
});

it.each([
  ['', 'latin'],
  ['What is a tollgate? 123', 'latin'],
  ['Cổng ghi lại số tiền', 'marked'],
  ['Le chat a mangé la souris', 'latin'],
  ['Ağır koşullarda', 'marked'],
  ['Шлюз записывает, OK', 'cyrillic'],
  ['تسجل البوابة', 'arabic'],
  ['गेटवे पैसे', 'indic'],
  ['ประตู', 'thai'],
  ['网关在花钱', 'cjk'],
  ['게이트웨이', 'cjk'],
])('%s is told as %s', (text, script) => {
  expect(scriptOf(text)).toBe(script);
});

it('what most letters are decides, in the beginning of a text', () => {
  expect(scriptOf('Translate: Шлюз записывает, сколько он собирается потратить')).toBe('cyrillic');
  expect(scriptOf(`${'a'.repeat(300)}${'ж'.repeat(10_000)}`)).toBe('latin');
});
