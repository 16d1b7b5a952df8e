import { appendFileSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountOf, formatUsd, parseUsd } from '@/lib/simulator/amount';
import { SimulatorLedger, type LedgerEntry } from '@/lib/simulator/ledger';
import { findModel, SIMULATED_MODELS } from '@/lib/simulator/models';

function model(name: string) {
  const found = findModel(name);
  if (!found) throw new Error(name);
  return found;
}

const file = (): string =>
  path.join(mkdtempSync(path.join(tmpdir(), 'tollgate-ledger-')), 'deep', 'ledger.jsonl');

const entry = (amountUsd: string, name = 'gpt-4.1'): Omit<LedgerEntry, 'seq'> => ({
  at: '2026-11-22T00:00:00.000Z',
  vendor: 'openai',
  model: name,
  clientRequestId: null,
  responseId: 'r',
  stream: false,
  complete: true,
  usage: {},
  meters: { 'in.text': 1 },
  amountUsd,
});

describe('amounts', () => {
  it('prices the worked examples of the articles to the last digit', () => {
    const opus = model('claude-opus-4');
    const large = amountOf(opus, { 'in.text': 150_000, 'out.text': 500 });
    expect(formatUsd(large)).toBe('2.2875');
    expect(
      formatUsd(
        amountOf(model('claude-sonnet-4.5'), { 'in.text': 3, 'in.cache_write.5m': 12_304, 'out.text': 550 }),
      ),
    ).toBe('0.054399');
    expect(formatUsd(amountOf(model('deepseek-v3.2'), { 'in.text': 500, 'out.text': 100 }))).toBe('0.000064');
  });

  it('bills one token at the finest quoted price exactly', () => {
    expect(formatUsd(amountOf(model('gemini-2.5-flash'), { 'in.cache_read': 1 }))).toBe('0.0000000875');
  });

  it('refuses to bill a meter without a price', () => {
    expect(() => amountOf(model('gpt-4-turbo'), { 'in.cache_read': 1 })).toThrow(
      'no price for in.cache_read',
    );
  });

  it('prices each model in decimals that are exact per token', () => {
    for (const one of SIMULATED_MODELS) {
      expect(amountOf(one, { 'in.text': 1_000_000 })).toBe(parseUsd(one.prices.input));
      if (one.prices.output === undefined) continue;
      expect(amountOf(one, { 'out.text': 1_000_000 })).toBe(parseUsd(one.prices.output));
    }
  });

  it('reads back what it writes, whatever the amount', () => {
    fc.assert(fc.property(fc.bigInt(0n, 10n ** 30n), (pico) => parseUsd(formatUsd(pico)) === pico));
  });
});

describe('the ledger file', () => {
  it('has each entry on disk as soon as append returns, numbered without gaps', () => {
    const where = file();
    const ledger = new SimulatorLedger(where);
    ledger.append(entry('0.1'));
    ledger.append(entry('0.2'));
    const lines = readFileSync(where, 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as LedgerEntry).seq)).toEqual([1, 2]);
    ledger.close();
  });

  it('sums exactly where doubles would not', () => {
    const ledger = new SimulatorLedger(file());
    for (let i = 0; i < 10; i += 1) ledger.append(entry('0.1'));
    ledger.append(entry('0.000000000001', 'gpt-4-turbo'));
    expect(ledger.totals()).toEqual({
      count: 11,
      complete: 11,
      amountUsd: '1.000000000001',
      models: [
        { model: 'gpt-4-turbo', count: 1, amountUsd: '0.000000000001' },
        { model: 'gpt-4.1', count: 10, amountUsd: '1' },
      ],
    });
    ledger.close();
  });

  it('goes on after a restart, and cuts off a line that a crash tore', () => {
    const where = file();
    const first = new SimulatorLedger(where);
    first.append(entry('0.5'));
    first.close();
    appendFileSync(where, '{"seq":2,"amou');
    const second = new SimulatorLedger(where);
    second.append(entry('0.25'));
    expect(second.totals()).toMatchObject({ count: 2, amountUsd: '0.75' });
    second.close();
    const lines = readFileSync(where, 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as LedgerEntry).seq)).toEqual([1, 2]);
  });

  it('keeps the old file when it is rotated', () => {
    const where = file();
    const ledger = new SimulatorLedger(where);
    ledger.append(entry('0.5'));
    const aside = ledger.rotate(1234);
    expect(ledger.totals().count).toBe(0);
    expect(readFileSync(aside, 'utf8')).toContain('"amountUsd":"0.5"');
    ledger.close();
  });
});
