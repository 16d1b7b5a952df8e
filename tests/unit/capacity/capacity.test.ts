import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MEASURED, ROLLUP_ROW_BYTES, STATED_ERROR } from '@/lib/capacity/measured';
import { need, throughput, type Machines, type Prices, type Traffic } from '@/lib/capacity/need';
import { offeredAt, worstLagS } from '@/lib/capacity/simulate-day';
import { MACHINES, POINTS, PRICES, TRAFFIC } from './points';

const needOf = (
  requestsPerDay: number,
  change: Partial<Traffic> = {},
  machines: Machines = MACHINES,
  prices: Prices = PRICES,
) => need({ ...TRAFFIC, requestsPerDay, ...change }, MEASURED, machines, prices, ROLLUP_ROW_BYTES);

describe('the capacity model', () => {
  it.each(POINTS.gateways)(
    'gives what $processes processes were measured at, within its stated error',
    (point) => {
      const modelled = throughput(Math.min(2, point.busyCores), point.allCpuMicros);
      expect(Math.abs(modelled / point.perSecond - 1)).toBeLessThanOrEqual(STATED_ERROR);
    },
  );

  it('takes the CPU of a gateway from the measured points, within its stated error', () => {
    for (const { cpuMicros } of POINTS.gateways)
      expect(Math.abs(cpuMicros / MEASURED.gatewayCpuMicros - 1)).toBeLessThanOrEqual(STATED_ERROR);
  });

  it('needs in proportion, and never less than two hosts', () => {
    const [small, large] = [needOf(1e10), needOf(1e11)];
    expect(large.gatewayHosts / small.gatewayHosts).toBeCloseTo(10, 0);
    expect(large.diskGb / small.diskGb).toBeCloseTo(10, 0);
    expect(needOf(1).gatewayHosts).toBe(2);
    expect(needOf(5e7).peakPerS).toBeCloseTo((5e7 / 86_400) * TRAFFIC.peakFactor, 6);
  });

  it('rollups grow with what occurs and not with traffic', () => {
    expect(needOf(1e7).rollupRowsPerDay).toBe(needOf(5e8).rollupRowsPerDay);
    expect(needOf(1_000).rollupRowsPerDay).toBe(1_000);
  });

  it('names what is used up first', () => {
    const short = (lack: Partial<Machines['database']>) =>
      needOf(1e7, {}, { ...MACHINES, database: { ...MACHINES.database, ...lack } }).first.part;
    expect(short({ diskBytes: 1e9 })).toBe('database disk');
    expect(short({ cores: 1 })).toBe('database CPU');
    expect(short({ walBytesPerS: 1e5 })).toBe('database WAL');
    expect(short({ connections: 2 })).toBe('database connections');
  });

  it('docs/scale.md has the table that it gives', () => {
    const page = readFileSync('docs/scale.md', 'utf8').replace(/ +/g, ' ');
    for (const perDay of [1e7, 5e7, 5e8]) expect(page).toContain(rowOf(perDay));
  });
});

const round = (value: number, digits = 0) => Number(value.toFixed(digits)).toLocaleString('en-US');

function rowOf(perDay: number): string {
  const n = needOf(perDay);
  const cells = [
    `${perDay / 1e6} M`,
    `${round(n.meanPerS)} / ${round(n.peakPerS)}`,
    round(n.gatewayHosts),
    round(n.databaseCores),
    round(n.walBytesPerS / 1e6, 1),
    round(n.iops),
    round(n.diskGb),
    round(n.redisCallsPerS),
    round(n.usdPerMonth),
    `${n.first.part}, ${round(n.first.share * 100)} %`,
  ];
  return `| ${cells.join(' | ')} |`;
}

describe('a simulated day', () => {
  const day = { requestsPerDay: 5e7, peakFactor: TRAFFIC.peakFactor, capacityPerS: 0 };

  it('has the requests of the day, and its peak', () => {
    const seconds = Array.from({ length: 86_400 }, (_, second) => offeredAt(second, day));
    const sum = seconds.reduce((total, value) => total + value, 0);
    expect(sum / day.requestsPerDay).toBeCloseTo(1, 1);
    expect(Math.max(...seconds)).toBeCloseTo((5e7 / 86_400) * TRAFFIC.peakFactor, 0);
  });

  it('is held by what the model gives, busy at the peak, with no lag; and by a tenth less with hours of it', () => {
    const { peakPerS } = needOf(5e7);
    expect(worstLagS({ ...day, capacityPerS: peakPerS })).toBeLessThan(1);
    expect(worstLagS({ ...day, capacityPerS: peakPerS * 0.9 })).toBeGreaterThan(60);
  });
});
