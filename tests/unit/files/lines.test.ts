import { Readable } from 'node:stream';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { linesOf, type Line } from '@/lib/files/lines';

async function collect(pieces: Buffer[], maxBytes = 100): Promise<Line[]> {
  const found: Line[] = [];
  for await (const line of linesOf(Readable.from(pieces), maxBytes)) found.push(line);
  return found;
}
async function* piecesOf(text: string, sizes: readonly number[]): AsyncGenerator<Buffer> {
  let rest = Buffer.from(text);
  for (let index = 0; rest.length > 0; index += 1) {
    const size = Math.max(1, sizes[index % sizes.length] ?? 1);
    yield rest.subarray(0, size);
    rest = rest.subarray(size);
    await Promise.resolve();
  }
}

it('numbers lines as an editor does, and leaves empty ones out', async () => {
  expect(await collect([Buffer.from('a\n\r\nb')])).toEqual([
    { number: 1, text: 'a' },
    { number: 3, text: 'b' },
  ]);
});

it('gives the same lines however the bytes are cut, also within a letter', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ unit: 'grapheme' }).map((text) => text.replace(/\s/g, '·'))),
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
      async (lines, sizes) => {
        const found: Line[] = [];
        for await (const line of linesOf(piecesOf(lines.join('\n'), sizes), 10_000)) found.push(line);
        const wanted = lines.flatMap((text, index) => (text === '' ? [] : [{ number: index + 1, text }]));
        expect(found).toEqual(wanted);
      },
    ),
  );
});

it('keeps nothing of a line that is too long, and goes on after it', async () => {
  const pieces = [Buffer.from('x'.repeat(60)), Buffer.from(`${'x'.repeat(41)}\nb`)];
  expect(await collect(pieces)).toEqual([
    { number: 1, text: undefined },
    { number: 2, text: 'b' },
  ]);
  expect(await collect([Buffer.from(`${'x'.repeat(100)}\n`)])).toEqual([
    { number: 1, text: 'x'.repeat(100) },
  ]);
});

it('tells of bytes that are no UTF-8', async () => {
  expect(await collect([Buffer.from([0xff, 0xfe, 10, 97])])).toEqual([
    { number: 1, text: undefined },
    { number: 2, text: 'a' },
  ]);
});
