import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseMarkdown } from '@/lib/markdown/parse-markdown';
import { safeHref } from '@/lib/markdown/safe-href';
import type { Block, Inline } from '@/lib/markdown/types';

const inline = (text: string): Inline[] => {
  const [block] = parseMarkdown(text);
  return block?.kind === 'paragraph' ? block.children : [];
};

/** Every link of a text, wherever it stands. */
function linksOf(value: Block[] | Inline[]): string[] {
  const found: string[] = [];
  JSON.stringify(value, (key, inner: unknown) => {
    if (key === 'href') found.push(String(inner));
    return inner;
  });
  return found;
}

test('code, headings, lists, quotes, tables and paragraphs are told apart', () => {
  const text = [
    '# Title',
    'one\ntwo',
    '- a\n- **b**',
    '3. c\n4. d',
    '> said',
    '```ts\nconst a = "<b>";\n```',
    '| x | y |\n|---|---|\n| 1 | 2 |',
    '---',
  ].join('\n\n');
  expect(parseMarkdown(text).map(({ kind }) => kind)).toEqual(
    'heading paragraph list list quote code table rule'.split(' '),
  );
});

test('a list keeps its first number, a code block its text and language', () => {
  const [list, code] = parseMarkdown('3. c\n4. d\n\n```ts\n<b>\n```');
  expect(list).toMatchObject({ kind: 'list', start: 3, items: [[{ text: 'c' }], [{ text: 'd' }]] });
  expect(code).toEqual({ kind: 'code', language: 'ts', text: '<b>' });
});

test('a code block that is still being written is code up to the end', () => {
  expect(parseMarkdown('```py\nprint(1)')).toEqual([{ kind: 'code', language: 'py', text: 'print(1)' }]);
});

test('HTML is text', () => {
  expect(inline('<img src=x onerror=alert(1)>')).toEqual([
    { kind: 'text', text: '<img src=x onerror=alert(1)>' },
  ]);
});

test('an image is its words, so that nobody is told that it was seen', () => {
  expect(inline('see ![a cat](https://evil.example/pixel.png) here')).toEqual([
    { kind: 'text', text: 'see [image: a cat] here' },
  ]);
});

test.each([
  ['https://example.com/a?b=c', 'https://example.com/a?b=c'],
  ['HTTP://example.com', 'http://example.com/'],
  ['mailto:a@example.com', 'mailto:a@example.com'],
])('%s may be linked', (address, href) => expect(safeHref(address)).toBe(href));

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java\tscript:alert(1)',
  'java\nscript:alert(1)',
  '\u0001javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:msgbox(1)',
  'blob:https://example.com/1',
  'file:///etc/passwd',
  '//evil.example',
  '/settings',
  'settings',
  '#top',
  'https:evil.example',
  'https://user:password@example.com',
  'https://exa mple.com',
  'https:\\\\evil.example',
  'ftp://example.com',
])('%j may not, and is shown as it was written', (address) => {
  expect(safeHref(address)).toBeUndefined();
  expect(linksOf(parseMarkdown(`[words](${address})`))).toEqual([]);
});

test('whatever is written, links are http, https or mailto, and it is read at once', () => {
  const pieces = fc.constantFrom(
    ...[
      '[',
      ']',
      '(',
      ')',
      '![',
      '](',
      '<',
      '>',
      '*',
      '**',
      '_',
      '`',
      '```',
      '\n',
      '> ',
      '- ',
      '|',
      '#',
      '\\',
    ],
    ...['javascript:', 'https://a.b', 'data:', 'x', ' ', '\u0000', '\t'],
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 200 }), (parts) => {
      for (const href of linksOf(parseMarkdown(parts.join('')))) expect(href).toMatch(/^(https?|mailto):/);
    }),
  );
});

test.each(['[', '*a ', '`', '<', '> ', '# ', '| ', '![', '- '])(
  'a hundred thousand characters of %j take no more than seconds',
  (piece) => {
    const startedMs = performance.now();
    parseMarkdown(piece.repeat(100_000 / piece.length));
    parseMarkdown(`#${' '.repeat(100_000)}x`);
    expect(performance.now() - startedMs).toBeLessThan(20_000);
  },
);
