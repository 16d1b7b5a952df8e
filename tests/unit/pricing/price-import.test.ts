import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPriceRows } from '@/lib/pricing/check-price-rows';
import { findGaps } from '@/lib/pricing/import/find-gaps';
import { applyImport, familyOf, proposeImport } from '@/lib/pricing/import/propose-import';
import { parsePriceFile } from '@/lib/pricing/import/parse-price-file';
import { row } from './price-rows';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const NOW_ISO = new Date(NOW).toISOString();
const context = { family: 'test', nowMs: NOW };
const base = row({ meter: 'in.text', rate: '1', id: 'a' });
const kinds = (present: Parameters<typeof proposeImport>[0], list: Parameters<typeof proposeImport>[1]) =>
  proposeImport(present, list, context).map(({ kind }) => kind);

describe('what an import proposes', () => {
  it('nothing where the list says what the book says, under whatever id', () => {
    expect(kinds([base], [{ ...base, id: 'other', source: 'file:x' }])).toEqual(['unchanged']);
  });

  it('a price where there was none, from its own beginning', () => {
    const entries = proposeImport([], [base], context);
    expect(entries).toMatchObject([{ kind: 'added', row: { effectiveFrom: '2020-01-01T00:00:00.000Z' } }]);
  });

  it('an end from now on and a row that follows, where the price is another', () => {
    const entries = proposeImport([base], [row({ meter: 'in.text', rate: '2', id: 'b' })], context);
    expect(entries).toMatchObject([{ kind: 'changed', row: { rate: '2', effectiveFrom: NOW_ISO } }]);
    const after = applyImport([base], entries);
    expect(after).toMatchObject([
      { id: 'a', effectiveTo: NOW_ISO },
      { id: 'b', effectiveFrom: NOW_ISO },
    ]);
    expect(checkPriceRows(after)).toEqual([]);
    expect(entries[0]?.sentence).toBe('acme m in.text changes from $1 per 1 M to $2 per 1 M on 2026-11-22.');
  });

  it('a scheduled change on its own day, the price before it until then', () => {
    const until = '2027-01-01T00:00:00Z';
    const list = [
      { ...base, id: 'x', effectiveTo: until },
      row({ meter: 'in.text', rate: '2', id: 'y', effectiveFrom: until }),
    ];
    const after = applyImport([base], proposeImport([base], list, context));
    expect(after.map(({ id, effectiveFrom, effectiveTo }) => [id, effectiveFrom, effectiveTo])).toEqual([
      ['a', base.effectiveFrom, expect.stringContaining('2027-01-01')],
      ['y', expect.stringContaining('2027-01-01'), undefined],
    ]);
    expect(checkPriceRows(after)).toEqual([]);
  });

  it('an end for what its own family no longer has, of models that it speaks of', () => {
    const gone = row({ meter: 'out.text', rate: '5', id: 'gone' });
    const others = row({ meter: 'page', rate: '5', id: 'others', source: 'file:other' });
    const elsewhere = row({ meter: 'page', rate: '5', id: 'elsewhere', model: 'n' });
    expect(proposeImport([base, gone, others, elsewhere], [base], context)).toMatchObject([
      { kind: 'unchanged' },
      { kind: 'ended', before: { id: 'gone' }, endsAt: NOW_ISO },
    ]);
    expect(familyOf('catalogue:@pydantic/genai-prices@0.1.8')).toBe('catalogue:@pydantic/genai-prices');
  });

  it('never anything against an admin’s row, whether set apart by its source or by its priority', () => {
    const list = [row({ meter: 'in.text', rate: '9', id: 'z' })];
    expect(kinds([{ ...base, source: 'admin:a@example.com' }], list)).toEqual(['conflict']);
    expect(
      kinds(
        [
          { ...base, priority: 1 },
          { ...base, id: 'imported' },
        ],
        list,
      ),
    ).toEqual(['conflict']);
    expect(
      applyImport([{ ...base, priority: 1 }], proposeImport([{ ...base, priority: 1 }], list, context)),
    ).toEqual([{ ...base, priority: 1 }]);
  });

  it('no change of what has ended, and conditions apart', () => {
    const past = { ...base, id: 'p', rate: '7', effectiveTo: '2025-01-01T00:00:00Z' };
    expect(kinds([base], [past, base])).toEqual(['unchanged', 'unchanged']);
    expect(kinds([base], [base, { ...base, id: 'q', rate: '3', when: { tier: 'flex' } }])).toEqual([
      'unchanged',
      'added',
    ]);
  });

  it('a book without overlaps that a second import leaves as it is, whatever the two lists', () => {
    const day = fc
      .integer({ min: 0, max: 60 })
      .map((n) => new Date(NOW + (n - 30) * 86_400_000).toISOString());
    const list = fc.uniqueArray(fc.tuple(fc.constantFrom('in.text', 'out.text', 'page'), day, fc.nat(9)), {
      selector: ([meter]) => meter,
    });
    const rowsOf = (prices: (readonly [string, string, number])[], name: string) =>
      prices.map(([meter, effectiveFrom, rate]) =>
        row({
          meter: meter as 'page',
          rate: String(rate),
          effectiveFrom,
          id: `${name} ${meter}`,
          source: 'test',
        }),
      );
    fc.assert(
      fc.property(list, list, (first, second) => {
        const after = applyImport(
          rowsOf(first, 'p'),
          proposeImport(rowsOf(first, 'p'), rowsOf(second, 'l'), context),
        );
        expect(checkPriceRows(after)).toEqual([]);
        const again = proposeImport(after, rowsOf(second, 'l'), context);
        expect(again.filter(({ kind }) => kind === 'added' || kind === 'ended')).toEqual([]);
      }),
    );
  });
});

describe('a price file', () => {
  const defaults = { source: 'file:x.csv', recordedAt: NOW_ISO };
  const csv = (...lines: string[]) => parsePriceFile(lines.join('\n'), 'csv', defaults);
  const HEAD = 'provider,model,meter,rate,per,effective_from,effective_to,currency,zone,windows,context';

  it('is read with every condition', () => {
    const { rows } = csv(
      'provider,model,meter,rate,tier,region,batch,multiplier,context,zone,weekdays,windows,holidays',
      'a,"m, ""x""",in.text,2.50,flex,eu,true,11/10,>= 272000 total,Asia/Shanghai,1-5,01:00-04:00 06:00-10:00,2026-12-25',
    );
    expect(rows).toMatchObject([
      {
        model: 'm, "x"',
        rate: '2.50',
        per: 1_000_000,
        source: 'file:x.csv',
        recordedAt: NOW_ISO,
        multiplier: { numerator: 11, denominator: 10 },
        when: {
          tier: 'flex',
          region: 'eu',
          batch: true,
          context: { op: 'gte', value: 272_000, basis: 'total' },
          schedule: {
            timeZone: 'Asia/Shanghai',
            weekdays: [1, 2, 3, 4, 5],
            windows: [
              { from: '01:00', to: '04:00' },
              { from: '06:00', to: '10:00' },
            ],
            holidays: ['2026-12-25'],
          },
        },
      },
    ]);
  });

  it.each([
    ['a negative rate', 'a,m,in.text,-1,,,,,,,', 'rate'],
    ['NaN', 'a,m,in.text,NaN,,,,,,,', 'rate'],
    ['a huge rate', 'a,m,in.text,1e30,,,,,,,', 'rate'],
    ['a rate too long', `a,m,in.text,${'9'.repeat(13)},,,,,,,`, 'rate'],
    ['no rate', 'a,m,in.text,,,,,,,,', 'rate'],
    ['an unknown meter', 'a,m,in.smell,1,,,,,,,', 'meter'],
    ['an unknown currency', 'a,m,in.text,1,,,,EUR,,,', 'currency'],
    ['a unit of its own', 'a,m,in.text,1,7,,,,,,', 'per'],
    ['no instant', 'a,m,in.text,1,,yesterday,,,,,', 'effective_from'],
    [
      'an end before its start',
      'a,m,in.text,1,,2026-02-01T00:00:00Z,2026-01-01T00:00:00Z,,,,',
      'effective_to',
    ],
    ['a zone that does not exist', 'a,m,in.text,1,,,,,Mars/Base,01:00-02:00,', 'zone'],
    ['a time that does not exist', 'a,m,in.text,1,,,,,UTC,25:00-26:00,', 'windows'],
    ['windows that are none', 'a,m,in.text,1,,,,,UTC,morning,', 'windows'],
    ['windows without a zone', 'a,m,in.text,1,,,,,,01:00-02:00,', 'zone'],
    ['a context that is none', 'a,m,in.text,1,,,,,,,lots', 'context'],
  ])('%s is named by line and field', (_what, line, field) => {
    const { rows, problems } = csv(HEAD, 'a,n,in.text,1,,,,,,,', '', line);
    expect(rows).toBeUndefined();
    expect(problems[0]).toMatchObject({ line: 4, field });
  });

  it('overlaps are named by the lines of both, gaps are told and no mistake', () => {
    const { problems } = csv(HEAD, 'a,m,in.text,1,,,,,,,', 'a,m,in.text,2,,2026-01-01T00:00:00Z,,,,,');
    expect(problems).toMatchObject([{ line: 3, field: 'effective_from' }]);
    expect(problems[0]?.message).toContain('overlaps line 2');
    const gap = csv(
      HEAD,
      'a,m,in.text,1,,2025-01-01T00:00:00Z,2025-02-01T00:00:00Z,,,,',
      'a,m,in.text,2,,2025-03-01T00:00:00Z,,,,,',
    );
    expect(findGaps(gap.rows ?? [])).toMatchObject([
      { message: 'a m in.text has no price from 2025-02-01T00:00:00Z to 2025-03-01T00:00:00Z' },
    ]);
  });

  it('a file that is none is refused as a whole', () => {
    expect(csv('').problems).toMatchObject([{ field: 'provider' }]);
    expect(csv('provider,model,meter,rate,taste', 'a,b,page,1,x').problems).toMatchObject([
      { line: 1, field: 'taste' },
    ]);
    expect(csv('provider,model,meter,rate', 'a,b,page,1,2').problems).toMatchObject([{ line: 2 }]);
    expect(csv('provider,model,meter,rate', 'a,"b,page,1').problems).toMatchObject([{ line: 2 }]);
    expect(csv('provider,model,meter,rate').problems).toEqual([{ message: 'there is no row in it' }]);
  });

  it('JSON rows are named by the line on which they begin', () => {
    const text =
      '{"prices": [\n  {"provider":"a","model":"[m,","meter":"page","rate":"1"},\n\n  {"provider":"a","rate":1}\n]}';
    const { problems } = parsePriceFile(text, 'json', defaults);
    expect(problems.map(({ line, field }) => [line, field])).toEqual([
      [4, 'model'],
      [4, 'meter'],
      [4, 'rate'],
    ]);
    expect(parsePriceFile('{', 'json', defaults).problems).toEqual([{ message: 'is not JSON' }]);
    expect(parsePriceFile('[{"priority": 5}]', 'json', defaults).problems.at(-1)).toMatchObject({
      field: 'priority',
    });
  });
});
