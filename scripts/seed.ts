import { parseArgs } from 'node:util';
import type pg from 'pg';
import { errorCode } from '@/lib/boot/error-code';
import { withClient } from '@/lib/boot/postgres/connect';
import { INTERRUPTED, onInterrupt } from './seed/interrupt';
import { seedWorkspace } from './seed/seed-workspace';
import { openTarget } from './seed/target';
import { removeSeeded } from './seed/write';

const USAGE = `npm run seed -- --requests 10000000   writes generated history: rows and rollups, the same for the same numbers
  --days 90          days of it, up to the last midnight
  --until DATE       the day after its last day, YYYY-MM-DD; absent: today
  --seed 1           another number gives another history
  --workspace seed   made if need be, and labelled as generated
  --among-real       even if the workspace has real requests
npm run seed -- --remove              takes what was seeded into the workspace off the books

The database is DATABASE_URL, else that of TOLLGATE_DATA_DIR (default .tollgate). May be interrupted and run again.`;

function whole(value: string, name: string, max: number): number {
  if (!/^\d{1,10}$/.test(value) || Number(value) < 1 || Number(value) > max)
    throw new Error(`--${name} must be a whole number from 1 to ${max}.`);
  return Number(value);
}

function until(day: string | undefined): Date {
  if (day === undefined) return new Date();
  const at = new Date(`${day}T12:00:00Z`);
  // `2026-02-31` would be taken for a day of March.
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(at.getTime()) || !at.toISOString().startsWith(day))
    throw new Error('--until must be a day such as 2026-11-22.');
  return at;
}

async function removeWorkspace(client: pg.Client, workspaceId: string): Promise<void> {
  const removed = await removeSeeded(client, workspaceId);
  console.log(
    removed === 0
      ? `Nothing was seeded into the workspace “${workspaceId}”.`
      : `Removed ${removed} seeded requests from the workspace “${workspaceId}”.`,
  );
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      requests: { type: 'string' },
      days: { type: 'string', default: '90' },
      until: { type: 'string' },
      seed: { type: 'string', default: '1' },
      workspace: { type: 'string', default: 'seed' },
      'among-real': { type: 'boolean', default: false },
      remove: { type: 'boolean', default: false },
    },
  });
  if (values.requests === undefined && !values.remove) return console.log(USAGE);
  const options = {
    workspaceId: values.workspace,
    requests: whole(values.requests ?? '1', 'requests', 100_000_000),
    days: whole(values.days, 'days', 3_650),
    seed: whole(values.seed, 'seed', 2_000_000_000),
    until: until(values.until),
    amongReal: values['among-real'],
  };
  const target = await openTarget();
  try {
    await withClient(target.url, async (client) => {
      const stopListening = await onInterrupt(target.url, client);
      try {
        if (values.remove) await removeWorkspace(client, options.workspaceId);
        else await seedWorkspace(client, options, console.log);
      } finally {
        stopListening();
      }
    });
  } finally {
    await target.close();
  }
}

try {
  await main();
} catch (error) {
  const isStopped = errorCode(error) === INTERRUPTED;
  if (isStopped)
    console.error('Stopped. Whole days are on the books: run it again to go on, or with --remove.');
  else console.error(error instanceof Error ? error.message : error);
  process.exitCode = isStopped ? 130 : 1;
}
