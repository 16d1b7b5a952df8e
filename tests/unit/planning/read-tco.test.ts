import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readTco } from '@/lib/planning/read-tco';
import { tcoSchema } from '@/lib/planning/tco-schemas';

const EXAMPLE = tcoSchema.parse({});

test('a field that is wrong costs none of the others', () => {
  const { tco, wrong } = readTco({ months: '0', tokensPerMonth: '7', staffCount: 'many' });
  expect(Object.keys(wrong).sort()).toEqual(['months', 'staffCount']);
  expect(tco).toEqual({ ...EXAMPLE, tokensPerMonth: 7 });
});

test('nor do shares that are too much together', () => {
  const { tco, wrong } = readTco({ privatePercent: '70', cachePercent: '40', tokensPerMonth: '7' });
  expect(wrong).toEqual({ cachePercent: 'own machines and cache take 100 % together at most' });
  expect(tco).toEqual({ ...EXAMPLE, tokensPerMonth: 7, privatePercent: '70' });
});

test('or that are too much beside the default of the other', () => {
  const { tco, wrong } = readTco({ privatePercent: '90', gpuCount: '3' });
  expect(Object.keys(wrong).sort()).toEqual(['cachePercent', 'privatePercent']);
  expect(tco).toEqual({ ...EXAMPLE, gpuCount: 3 });
  const both = readTco({ privatePercent: '90', cachePercent: 'x', gpuCount: '3' });
  expect(both).toEqual({
    tco: { ...EXAMPLE, gpuCount: 3 },
    wrong: { cachePercent: expect.any(String) as string, privatePercent: expect.any(String) as string },
  });
});

test('whatever is typed into whichever field, the sound ones are kept', () => {
  const fields = Object.keys(tcoSchema.shape).filter((field) => !/^(private|cache)Percent$/.test(field));
  const typed = fc.dictionary(
    fc.constantFrom(...fields),
    fc.oneof(fc.string(), fc.constantFrom('1', '12', '0', '1e400')),
  );
  fc.assert(
    fc.property(typed, (given) => {
      const { tco, wrong } = readTco(given);
      for (const [field, value] of Object.entries(given))
        if (tcoSchema.safeParse({ [field]: value }).success) expect(wrong[field]).toBeUndefined();
        else
          expect([wrong[field], tco[field as keyof typeof tco]]).toEqual([
            expect.any(String),
            EXAMPLE[field as keyof typeof tco],
          ]);
    }),
  );
});
