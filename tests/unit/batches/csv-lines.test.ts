import { expect, it } from 'vitest';
import { csvToLines } from '@/lib/batches/csv-lines';

const linesOf = (csv: string) =>
  csvToLines(csv, 'small')
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);

it('makes a chat of each row, with what the row leaves out', () => {
  const csv = 'custom_id,prompt,system,model,max_tokens\na,"Say ""hi"", twice",Be brief,big,20\n,Why?,,,\n';
  expect(linesOf(csv)).toEqual([
    {
      custom_id: 'a',
      method: 'POST',
      url: '/v1/chat/completions',
      body: {
        model: 'big',
        max_tokens: 20,
        messages: [
          { role: 'system', content: 'Be brief' },
          { role: 'user', content: 'Say "hi", twice' },
        ],
      },
    },
    {
      custom_id: 'row-3',
      method: 'POST',
      url: '/v1/chat/completions',
      body: { model: 'small', messages: [{ role: 'user', content: 'Why?' }] },
    },
  ]);
});

it('says which column it does not know, and that one is needed', () => {
  expect(() => csvToLines('prompt,colour\na,b', 'small')).toThrow('“colour” is none of them');
  expect(() => csvToLines('question\na', 'small')).toThrow('The first row must name the columns: prompt');
});

it.each([
  ['prompt\nA 5" pipe', 'Line 2 of the file: a quote stands inside of a cell.'],
  ['prompt\n"Why"?', 'Line 2 of the file: something stands behind a cell in quotes.'],
  ['prompt\n"Why?\nHow?', 'Line 2 of the file: a quote is never closed.'],
  ['prompt\nWhy?\nFirst, say hello', 'Line 3 of the file: 2 cells where the first row names 1.'],
  ['prompt,max_tokens\nWhy?,1k', 'Line 2 of the file: “1k” is no number of tokens.'],
])('sends nothing of a file that would be read otherwise than it was meant: %j', (csv, message) => {
  expect(() => csvToLines(csv, 'small')).toThrow(message);
});
