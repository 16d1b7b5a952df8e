import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { completeLines, decodeFrame } from '@/lib/ledger/log/frame';
import { encodeFrame } from '@/tests/support/encode-frame';

/** Text as clients may send it: any UTF-16, halves of pairs, NUL and line feeds included. */
const anyText = fc.string({
  unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
});
const record = fc.record({ t: fc.constant('done'), id: fc.integer({ min: 0 }), text: anyText });

function decodeAll(data: Buffer): unknown[] {
  return completeLines(data).map(({ bytes }) => {
    const decoded = decodeFrame(bytes);
    return decoded.ok ? decoded.value : undefined;
  });
}

describe('framing', () => {
  test('what was written is read back, save for what PostgreSQL cannot store', () => {
    const storable = (text: string) => text.replaceAll('\0', '\ufffd').toString();
    fc.assert(
      fc.property(fc.array(record), (records) => {
        const read = decodeAll(Buffer.concat(records.map(encodeFrame)));
        expect(read).toEqual(
          records.map((one) => ({ ...one, text: Buffer.from(storable(one.text), 'utf8').toString('utf8') })),
        );
      }),
    );
  });

  test('a cut at any byte loses at most the record that was cut', () => {
    fc.assert(
      fc.property(
        fc.array(record, { minLength: 1 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (records, share) => {
          const frames = records.map(encodeFrame);
          const whole = Buffer.concat(frames);
          const cut = Math.floor(share * whole.length);
          let end = 0;
          const kept = frames.filter((frame) => (end += frame.length) <= cut).length;
          const read = decodeAll(whole.subarray(0, cut));
          expect(read).toEqual(decodeAll(whole).slice(0, kept));
        },
      ),
    );
  });

  test('a flipped bit is noticed, and no other record is lost', () => {
    fc.assert(
      fc.property(
        record,
        record,
        fc.nat(),
        fc.integer({ min: 0, max: 7 }),
        (first, second, position, bit) => {
          const frame = encodeFrame(first);
          const at = position % frame.length;
          frame[at] = (frame[at] ?? 0) ^ (1 << bit);
          const read = decodeAll(Buffer.concat([frame, encodeFrame({ t: 'between' }), encodeFrame(second)]));
          expect(read.at(-1)).toEqual(decodeAll(encodeFrame(second))[0]);
          expect(read.slice(0, -1)).not.toContainEqual(decodeAll(encodeFrame(first))[0]);
        },
      ),
    );
  });

  test.each([
    ['', 'line too short'],
    ['0123456', 'line too short'],
    ['nonsense {"t":"done"}', 'no checksum at the start of the line'],
    ['00000000 {"t":"done"}', 'checksum differs'],
  ])('%j is refused: %s', (line, reason) => {
    expect(decodeFrame(Buffer.from(line))).toEqual({ ok: false, reason });
  });

  test('text that only looks like an escape stays as it is', () => {
    const text = 'a\\u0000 b\\ud800 c';
    expect(decodeAll(encodeFrame({ text }))).toEqual([{ text }]);
  });
});
