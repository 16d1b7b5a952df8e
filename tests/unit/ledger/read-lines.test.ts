import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readLines } from '@/lib/ledger/log/read-lines';
import { logDirectory } from '@/tests/integration/ledger/log-directory';

const MEGABYTE = 1024 * 1024;

function fileOf(text: string): string {
  const file = path.join(logDirectory(), 'segment');
  writeFileSync(file, text);
  return file;
}

test('lines come with their offsets, and the unfinished last one as the tail', async () => {
  const chunk = await readLines(fileOf('one\ntwo\nthr'), 4);
  expect(chunk.lines.map(({ bytes, start, end }) => [bytes.toString(), start, end])).toEqual([['two', 4, 8]]);
  expect([chunk.atEnd, chunk.tail.toString()]).toEqual([true, 'thr']);
});

test('a file longer than a chunk is read in several, each beginning where the last one ended', async () => {
  const line = `${'x'.repeat(999)}\n`;
  const file = fileOf(line.repeat(2_500));
  let position = 0;
  let lines = 0;
  for (let atEnd = false; !atEnd;) {
    const chunk = await readLines(file, position);
    lines += chunk.lines.length;
    position = chunk.lines.at(-1)?.end ?? position;
    atEnd = chunk.atEnd;
  }
  expect([lines, position]).toEqual([2_500, 2_500_000]);
});

test('a line longer than a chunk is read whole', async () => {
  const long = 'x'.repeat(3 * MEGABYTE);
  const chunk = await readLines(fileOf(`${long}\nshort\n`), 0);
  expect(chunk.lines.map(({ bytes }) => bytes.length)).toEqual([3 * MEGABYTE, 5]);
});

test('at the end of a file there is nothing, and that is the end', async () => {
  expect(await readLines(fileOf('one\n'), 4)).toEqual({ lines: [], atEnd: true, tail: Buffer.alloc(0) });
});
