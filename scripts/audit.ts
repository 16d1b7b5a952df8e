import { readRuntime } from '@/lib/boot/runtime-file';
import { verifyAudit } from '@/lib/audit/verify';
import { db } from '@/lib/db';
import { dataPath, env } from '@/lib/env';

const USAGE = `npm run audit -- verify   walks the audit log's chain of seals; exit 1 where an entry was changed, dropped or put in

The database is DATABASE_URL, else that of the Tollgate running over TOLLGATE_DATA_DIR (default .tollgate).`;

async function verify(): Promise<number> {
  const url = env().DATABASE_URL ?? readRuntime(dataPath())?.databaseUrl;
  if (url === undefined) throw new Error('No database: start Tollgate, or set DATABASE_URL.');
  process.env['DATABASE_URL'] = url;
  try {
    const { entries, head, problem } = await verifyAudit();
    console.log(`${entries} entries follow one another; the last seal is ${head === '' ? 'none' : head}.`);
    console.log(problem === undefined ? 'The audit log is whole.' : `The audit log is BROKEN: ${problem}.`);
    return problem === undefined ? 0 : 1;
  } finally {
    await db().$disconnect();
  }
}

const command = process.argv[2];
if (command === 'verify') {
  process.exitCode = await verify().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  });
} else {
  console.log(USAGE);
  process.exitCode = command === undefined || command === 'help' ? 0 : 2;
}
