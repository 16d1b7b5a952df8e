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
