import type { Job } from '@/lib/jobs/deps';
import { repeat } from '@/lib/jobs/repeat';
import { logger } from '@/lib/logger';
import { openDestination } from './destination';
import { closedDays } from './due-days';
import { DayGoneError, exportDay, type Manifest } from './export-day';

const EVERY_MS = 3_600_000;
const FIRST_MS = 120_000;
/** As far back as an outage of this schedule is made good by itself. */
const DAYS_BACK = 14;

interface ExportOptions {
  databaseUrl: string;
  /** Absent: nothing is exported. */
  address: string | undefined;
  onError: (error: unknown) => void;
}

/** The worker's part: once an hour the closed days that are not there yet are exported, the oldest first. Throws for a wrong address. */
export function runExport({ databaseUrl, address, onError }: ExportOptions): Job {
  if (address === undefined) return { close: () => Promise.resolve() };
  const destination = openDestination(address);
  let closed = false;
  const gone = new Set<string>();
  /** A day that is gone is told of once, and holds up no other. */
  const exportOne = async (day: string): Promise<Manifest | 'gone' | undefined> => {
    if (gone.has(day)) return 'gone';
    try {
      return await exportDay({ databaseUrl, destination, day });
    } catch (error) {
      if (!(error instanceof DayGoneError)) throw error;
      gone.add(day);
      onError(error);
      return 'gone';
    }
  };
  const round = async () => {
    for (const day of closedDays(Date.now(), DAYS_BACK).reverse()) {
      if (closed) return;
      const manifest = await exportOne(day);
      if (manifest === undefined) return;
      if (manifest === 'gone') continue;
      logger.debug({ day, rows: manifest.request.rows }, 'export: this day is there');
    }
  };
  const rounds = repeat(round, { everyMs: EVERY_MS, firstMs: FIRST_MS, onError });
  return {
    async close() {
      closed = true;
      await rounds.close();
    },
  };
}
