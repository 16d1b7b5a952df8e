import { parseArgs } from 'node:util';
import { readRuntime } from '@/lib/boot/runtime-file';
import { sessionUrl } from '@/lib/database/session-url';
import { dataPath, env } from '@/lib/env';
import { openDestination } from '@/lib/warehouse/destination';
import { closedDays, daysBetween } from '@/lib/warehouse/due-days';
import { exportDay } from '@/lib/warehouse/export-day';

const USAGE = `npm run export:days -- [--from DAY] [--to DAY] [--destination URL]
Writes the books of whole UTC days (2026-11-21) as Parquet into a folder (file:///folder) or S3-compatible storage
(s3://bucket/prefix?region=R&endpoint=URL). Default: the last day that is closed, to TOLLGATE_EXPORT_URL. A day that is
there already is left as it is; one that was broken off is written anew.`;

const { values } = parseArgs({
  options: {
    ...{ from: { type: 'string' }, to: { type: 'string' } },
    ...{ destination: { type: 'string' }, help: { type: 'boolean' } },
  },
});
const address = values.destination ?? env().TOLLGATE_EXPORT_URL;
const url = env().DATABASE_URL ?? readRuntime(dataPath())?.databaseUrl;

async function main(): Promise<number> {
  if (values.help === true || address === undefined || url === undefined) {
    console.log(USAGE);
    return values.help === true ? 0 : 2;
  }
  const [newest = ''] = closedDays(Date.now(), 1);
  const to = values.to ?? newest;
  if (to > newest) throw new RangeError(`${to} is not closed yet; the last closed day is ${newest}`);
  const destination = openDestination(address);
  for (const day of daysBetween(values.from ?? to, to)) {
    const manifest = await exportDay({ databaseUrl: sessionUrl(url ?? ''), destination, day });
    if (manifest === undefined) throw new Error('Another process exports now.');
    console.log(
      `${day}: ${manifest.request.rows} requests, ${manifest.attempt.rows} attempts, ${manifest.attempt.costUsd} USD`,
    );
  }
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
