import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvLine } from '@/lib/exports/csv';
import { writeTable } from '@/lib/exports/write-table';

test.each(['=1+1', '+1', '-1', '@a', '\tx', '\rx', '\nx', '\0x', ' =1', '＝1'])(
  'text %j is no formula to a spreadsheet',
  (text) => {
    expect(csvLine([text])).toBe(`"'${text}"\r\n`);
  },
);

test('no text begins a formula, whatever it holds, and none loses anything but for the apostrophe', () => {
  const risky = fc.constantFrom(
    '=',
    '+',
    '-',
    '@',
    '\t',
    '\r',
    '\n',
    '\0',
    ' ',
    '＝',
    '＋',
    '－',
    '＠',
    '"',
    ',',
    "'",
  );
  const text = fc.oneof(
    fc.string(),
    fc.array(fc.oneof(risky, fc.string()), { maxLength: 6 }).map((all) => all.join('')),
  );
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), (cells) => {
      const [read] = parseRow(csvLine(cells));
      expect(read).toHaveLength(cells.length);
      read?.forEach((cell, index) => {
        expect(cell).not.toMatch(/^[\t\r\n\0]|^\s*[=+\-@＝＋－＠]/);
        expect([cells[index], `'${cells[index]}`]).toContain(cell);
      });
    }),
  );
});

/** RFC 4180, every cell quoted: split by its own small reader, so that the writer is not tested by itself. */
function parseRow(line: string): string[][] {
  const cells = [...line.matchAll(/"((?:[^"]|"")*)"(,|\r\n)/g)];
  expect(cells.map(([whole]) => whole).join('')).toBe(line);
  return [cells.map(([, cell = '']) => cell.replaceAll('""', '"'))];
}

test('a negative number stays one, quotes are doubled, nothing is an empty cell', () => {
  expect(csvLine([{ number: '-0.000001' }, 'a "b", c', null])).toBe('"-0.000001","a ""b"", c",""\r\n');
});

test('who stops reading stops the making of rows', async () => {
  let made = 0;
  let ended = false;
  async function* rows() {
    try {
      for (;;) yield [{ number: String((made += 1)) }];
    } finally {
      ended = true;
    }
  }
  const table = { about: { zone: 'UTC' }, columns: ['n'], rows: rows() };
  for await (const piece of writeTable(table, 'csv')) if (piece.includes('"5"')) break;
  expect([made, ended]).toEqual([5, true]);
});

test('JSON is whole and keeps numbers as decimal text', async () => {
  async function* rows() {
    yield ['a', { number: '0.000000000001' }];
  }
  let text = '';
  for await (const piece of writeTable({ about: { zone: 'UTC' }, columns: ['k', 'v'], rows: rows() }, 'json'))
    text += piece;
  expect(JSON.parse(text)).toEqual({ about: { zone: 'UTC' }, rows: [{ k: 'a', v: '0.000000000001' }] });
});
