import { describe, expect, it } from 'vitest';
import { compileSchedule, minuteOfDay, type PriceSchedule } from '@/lib/pricing/schedule';
import { isKnownZone, zoneOffset } from '@/lib/pricing/zone-offset';

const open = (schedule: Partial<PriceSchedule>) => {
  const holds = compileSchedule({ timeZone: 'UTC', windows: [], ...schedule });
  return (instant: string) => holds(Date.parse(instant));
};
const night = { windows: [{ from: '22:00', to: '06:00' }] };

describe('windows', () => {
  it('hold from the first ms of their start to the last before their end', () => {
    const peak = open({
      windows: [
        { from: '01:00', to: '04:00' },
        { from: '06:00', to: '10:00' },
      ],
    });
    expect(peak('2026-11-23T00:59:59.999Z')).toBe(false);
    expect(peak('2026-11-23T01:00:00.000Z')).toBe(true);
    expect(peak('2026-11-23T03:59:59.999Z')).toBe(true);
    expect(peak('2026-11-23T04:00:00.000Z')).toBe(false);
    expect(peak('2026-11-23T06:00:00.000Z')).toBe(true);
    expect(peak('2026-11-23T10:00:00.000Z')).toBe(false);
  });

  it('wrap past midnight when they end before they start', () => {
    const holds = open(night);
    expect(holds('2026-11-23T21:59:59.999Z')).toBe(false);
    expect(holds('2026-11-23T22:00:00Z')).toBe(true);
    expect(holds('2026-11-24T00:00:00Z')).toBe(true);
    expect(holds('2026-11-24T05:59:59.999Z')).toBe(true);
    expect(holds('2026-11-24T06:00:00Z')).toBe(false);
  });

  it('are the whole day when there is none, or one that ends where it starts, or one from 00:00 to 24:00', () => {
    for (const windows of [[], [{ from: '09:00', to: '09:00' }], [{ from: '00:00', to: '24:00' }]]) {
      const holds = open({ windows });
      expect(holds('2026-11-23T00:00:00Z')).toBe(true);
      expect(holds('2026-11-23T23:59:59.999Z')).toBe(true);
    }
  });

  it('know which times exist', () => {
    expect(minuteOfDay('00:00')).toBe(0);
    expect(minuteOfDay('23:59')).toBe(1_439);
    expect(minuteOfDay('24:00')).toBe(1_440);
    for (const wrong of ['24:01', '25:00', '12:60']) expect(minuteOfDay(wrong)).toBeUndefined();
    expect(() => open({ windows: [{ from: '09:60', to: '10:00' }] })).toThrow(RangeError);
  });
});

describe('weekdays and holidays', () => {
  it('are those of the zone, not of UTC', () => {
    const workdays = open({ timeZone: 'Asia/Shanghai', weekdays: [1, 2, 3, 4, 5] });
    expect(workdays('2026-11-22T15:59:59.999Z')).toBe(false); // Sunday 23:59 in Shanghai
    expect(workdays('2026-11-22T16:00:00Z')).toBe(true); // Monday 00:00 there, Sunday in UTC
    expect(workdays('2026-11-27T15:59:59.999Z')).toBe(true); // Friday's last millisecond
    expect(workdays('2026-11-27T16:00:00Z')).toBe(false);
  });

  it('judge a night by the day on which it starts', () => {
    const holds = open({ ...night, weekdays: [5], holidays: ['2026-12-25'] });
    expect(holds('2026-11-27T22:00:00Z')).toBe(true); // Friday
    expect(holds('2026-11-28T05:59:00Z')).toBe(true); // Saturday morning of Friday's night
    expect(holds('2026-11-28T22:00:00Z')).toBe(false);
    expect(holds('2026-11-27T05:00:00Z')).toBe(false); // Thursday's night
    expect(holds('2026-12-25T22:00:00Z')).toBe(false); // a Friday and a holiday
    expect(holds('2026-12-26T05:00:00Z')).toBe(false);
  });

  it('take a holiday from its first to its last local millisecond', () => {
    const holds = open({ timeZone: 'America/New_York', holidays: ['2026-11-26'] });
    expect(holds('2026-11-26T04:59:59.999Z')).toBe(true);
    expect(holds('2026-11-26T05:00:00Z')).toBe(false);
    expect(holds('2026-11-27T04:59:59.999Z')).toBe(false);
    expect(holds('2026-11-27T05:00:00Z')).toBe(true);
  });

  it('work before 1970', () => {
    expect(open({ weekdays: [3] })('1969-12-31T12:00:00Z')).toBe(true);
  });
});

describe('daylight saving', () => {
  it('moves a window with the wall clock', () => {
    const holds = open({ timeZone: 'Europe/Berlin', windows: [{ from: '08:00', to: '09:00' }] });
    expect(holds('2026-03-28T07:00:00Z')).toBe(true); // winter, UTC+1
    expect(holds('2026-03-29T07:00:00Z')).toBe(false);
    expect(holds('2026-03-29T06:00:00Z')).toBe(true); // summer, UTC+2
  });

  it('skips the hour that does not happen and holds through the one that happens twice', () => {
    const holds = open({ timeZone: 'Europe/Berlin', windows: [{ from: '02:00', to: '03:00' }] });
    expect(holds('2026-03-29T00:59:59.999Z')).toBe(false); // 01:59:59.999, then 03:00
    expect(holds('2026-03-29T01:00:00Z')).toBe(false);
    expect(holds('2026-10-25T00:00:00Z')).toBe(true); // 02:00 summer time
    expect(holds('2026-10-25T01:59:59.999Z')).toBe(true); // 02:59 winter time
    expect(holds('2026-10-25T02:00:00Z')).toBe(false);
  });

  it('gives the same offset however often and in whatever order it is asked', () => {
    const offset = zoneOffset('Europe/Berlin');
    const change = Date.parse('2026-03-29T01:00:00Z');
    for (let round = 0; round < 3; round += 1) {
      expect(offset(change - 1)).toBe(3_600_000);
      expect(offset(change)).toBe(7_200_000);
    }
    expect(zoneOffset('Asia/Kathmandu')(change)).toBe(20_700_000);
  });
});

it('knows the zones that exist', () => {
  expect(isKnownZone('Asia/Shanghai')).toBe(true);
  for (const wrong of ['Mars/Olympus', '', 'Berlin']) expect(isKnownZone(wrong)).toBe(false);
});
