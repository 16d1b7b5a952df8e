import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KEEP_ALIVE_TIMES, KeepAlive, timesFor } from '@/lib/gateway/answer/keep-alive';

describe('timesFor', () => {
  it('never commits where a slow start can still end in another target', () => {
    expect(timesFor(KEEP_ALIVE_TIMES, 60_000).commitAfterMs).toBe(Infinity);
    expect(timesFor(KEEP_ALIVE_TIMES, 60_001)).toEqual({ everyMs: 15_000, commitAfterMs: 45_000 });
  });
});

describe('KeepAlive', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('beats for each stretch of silence, and says from when on it may commit', () => {
    const beats: boolean[] = [];
    const keepAlive = new KeepAlive(KEEP_ALIVE_TIMES, Date.now, (mayCommit) => beats.push(mayCommit));
    vi.advanceTimersByTime(44_999);
    expect(beats).toEqual([false, false]);
    vi.advanceTimersByTime(1);
    expect(beats).toEqual([false, false, true]);
    keepAlive.wrote();
    vi.advanceTimersByTime(15_000);
    expect(beats).toHaveLength(3);
    vi.advanceTimersByTime(15_000);
    expect(beats).toHaveLength(4);
    keepAlive.stop();
    vi.advanceTimersByTime(60_000);
    expect(beats).toHaveLength(4);
  });
});
