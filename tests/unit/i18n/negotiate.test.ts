import { expect, it } from 'vitest';
import { negotiate } from '@/lib/i18n/negotiate';

it.each([
  [null, undefined],
  ['', undefined],
  ['vi', 'vi'],
  ['vi-VN,vi;q=0.9,en-US;q=0.8', 'vi'],
  ['en-GB,vi;q=0.9', 'en'],
  ['fr-FR,fr;q=0.9,vi;q=0.4,en;q=0.3', 'vi'],
  ['de, ja;q=0.5', undefined],
  ['vi;q=0, en', 'en'],
  ['vi;q=nonsense', undefined],
])('the browser that asks for %j gets %j', (header, locale) => {
  expect(negotiate(header)).toBe(locale);
});
