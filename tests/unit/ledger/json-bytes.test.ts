import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FrameBuffer } from '@/lib/ledger/log/frame-buffer';
import { completeLines, decodeFrame } from '@/lib/ledger/log/frame';
import { JsonBytes } from '@/lib/ledger/log/json-bytes';

const anyText = fc.string({
  unit: fc
    .oneof(
      { weight: 9, arbitrary: fc.integer({ min: 0x20, max: 0x7e }) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 0xffff }) },
    )
    .map((code) => String.fromCharCode(code)),
});
const { plain } = fc.letrec<{ plain: unknown }>((tie) => ({
  plain: fc.oneof(
    { depthSize: 'small' },
    anyText,
    fc.integer(),
    fc.maxSafeNat(),
    fc.double(),
    fc.boolean(),
    fc.constantFrom<unknown>(
      null,
      undefined,
      0,
      -0,
      9,
      10,
      999_999_999,
      1e9,
      1e9 + 1,
      2 ** 31,
      2 ** 53 - 1,
      2 ** 53,
      1e21,
      NaN,
      -Infinity,
    ),
    fc.array(tie('plain'), { maxLength: 5 }),
    fc.dictionary(anyText, tie('plain'), { maxKeys: 5 }),
  ),
}));

const BYTES = 1024 * 1024;

function write(value: unknown, room = BYTES): JsonBytes {
  const json = new JsonBytes(Buffer.alloc(room, 0x7e));
  json.write(value);
  return json;
}

test('it writes what JSON.stringify says, byte for byte', () => {
  fc.assert(
    fc.property(fc.dictionary(anyText, plain), (value) => {
      const json = write(value);
      expect(json.bytes.toString('utf8', 0, json.length)).toBe(JSON.stringify(value));
    }),
    { numRuns: 300 },
  );
});

test('with too little room it still says how much is needed, and writes nothing beyond', () => {
  fc.assert(
    fc.property(fc.dictionary(anyText, plain), fc.nat({ max: 40 }), (value, room) => {
      const { length } = Buffer.from(JSON.stringify(value));
      expect(write(value, room).length).toBe(length);
    }),
    { numRuns: 300 },
  );
});

const decodeAll = (data: Buffer) =>
  completeLines(data).map(({ bytes }) => {
    const decoded = decodeFrame(bytes);
    return decoded.ok ? decoded.value : undefined;
  });

test('records larger than all the room are framed like any other, between others', () => {
  const frames = new FrameBuffer();
  const records = [{ n: 1 }, { text: 'x'.repeat(BYTES) }, { n: 2 }, { text: 'ü'.repeat(BYTES) }, { n: 3 }];
  for (const record of records) frames.push(record);
  expect(decodeAll(frames.bytes())).toEqual(records);
});

test('a record that cannot be written leaves the others whole', () => {
  const frames = new FrameBuffer();
  let deep: unknown = 'bottom';
  for (let depth = 0; depth < 200_000; depth += 1) deep = [deep];
  frames.push({ n: 1 });
  expect(() => frames.push({ deep })).toThrow(RangeError);
  frames.push({ n: 2 });
  expect(decodeAll(frames.bytes())).toEqual([{ n: 1 }, { n: 2 }]);
});
