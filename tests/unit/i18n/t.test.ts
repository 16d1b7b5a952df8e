import fc from 'fast-check';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { createT } from '@/lib/i18n/t';

const en = createT('en');
const vi = createT('vi', {
  '{n} requests': '{n} yêu cầu',
  'All <link>{n} requests</link>': '<link>{n} yêu cầu</link>, tất cả',
});

it('says a text in the language, and in English where there is no translation', () => {
  expect(vi('{n} requests', { n: 1234 })).toBe('1.234 yêu cầu');
  expect(vi('Nothing yet')).toBe('Nothing yet');
  expect(en('{n} requests', { n: 1234 })).toBe('1,234 requests');
});

it('leaves texts in places as they are, whatever stands in them', () => {
  fc.assert(
    fc.property(fc.string(), (name) => {
      expect(en('Remove “{name}”', { name })).toBe(`Remove “${name}”`);
    }),
  );
});

it('picks the form of a plural by the rules of the language, and an exact number first', () => {
  const text = '{n, plural, =0 {No requests} one {# request} other {# requests}}';
  expect([0, 1, 2, 1000].map((n) => en(text, { n }))).toEqual([
    'No requests',
    '1 request',
    '2 requests',
    '1,000 requests',
  ]);
});

it('puts an element around words in the middle of a sentence, in the order of the language', () => {
  const values = { n: 2, link: (words: React.ReactNode) => createElement('a', { href: '/x' }, words) };
  expect(renderToStaticMarkup(en.rich('All <link>{n} requests</link>', values))).toBe(
    'All <a href="/x">2 requests</a>',
  );
  expect(renderToStaticMarkup(vi.rich('All <link>{n} requests</link>', values))).toBe(
    '<a href="/x">2 yêu cầu</a>, tất cả',
  );
});

it('shows the name of a place that nothing was given for, and no script that was', () => {
  expect(en('{n} of {all}', { n: 1 })).toBe('1 of {all}');
  expect(renderToStaticMarkup(en.rich('By {name}', { name: '<script>' }))).toBe('By &lt;script&gt;');
});

it.each(['{n', '{n, plural, one {#}}', '<a>x', '{n, plural, one {# other {#}}'])(
  'a text that cannot be read is refused: %s',
  (text) => {
    expect(() => en(text)).toThrow(SyntaxError);
  },
);

it('reads as itself what has no places: <1, 5 > 3, #1, 100 %', () => {
  expect(en('<1, 5 > 3, #1, 100 %')).toBe('<1, 5 > 3, #1, 100 %');
});
