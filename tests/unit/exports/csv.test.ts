import { expect, test } from 'vitest';
import { csvLine } from '@/lib/exports/csv';
import { writeTable } from '@/lib/exports/write-table';

test.each(['=1+1', '+1', '-1', '@a', '\tx', '\rx', '\0x'])(
  'text %j is no formula to a spreadsheet',
  (text) => {
    expect(csvLine([text])).toBe(`"'${text}"\r\n`);
  },
);

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
