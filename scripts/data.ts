import { parseArgs } from 'node:util';
import { COMMAND_LINE } from '@/lib/audit/actor';
import { readRuntime } from '@/lib/boot/runtime-file';
import { db } from '@/lib/db';
import { dataPath, env } from '@/lib/env';
import { eraseData } from '@/lib/privacy/erase-data';
import { exportData } from '@/lib/privacy/export-data';
import { dataSubjectSchema, type DataSubject } from '@/lib/privacy/subject';
import type { Viewer } from '@/lib/users/viewer';

const USAGE = `npm run data -- export --user U | --key K [--workspace W]   all that is stored of an end user or a key, as JSON
npm run data -- erase  --user U | --key K [--workspace W]   deletes prompts, answers and the user's name; amounts stay

The database is DATABASE_URL, else that of the Tollgate running over TOLLGATE_DATA_DIR (default .tollgate).`;

const MACHINE: Viewer = { id: COMMAND_LINE.id, email: COMMAND_LINE.name, role: 'owner' };

async function run(command: string, subject: DataSubject): Promise<void> {
  if (command === 'erase') {
    const { bodies, requests, feedback, batches, cached } = await eraseData(MACHINE, subject);
    console.log(
      `${bodies} prompts and answers, ${feedback} comments, ${batches} batches and ${cached} cached answers deleted, ${requests} requests without a name now.`,
    );
    return;
  }
  for await (const piece of await exportData(MACHINE, subject)) process.stdout.write(piece);
}

async function main(): Promise<number> {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    options: { user: text, key: text, workspace: text },
    allowPositionals: true,
  });
  const [command = 'help'] = positionals;
  const subject = dataSubjectSchema.safeParse(values);
  if (!['export', 'erase'].includes(command) || !subject.success) {
    console.log(USAGE);
    return command === 'help' ? 0 : 2;
  }
  const url = env().DATABASE_URL ?? readRuntime(dataPath())?.databaseUrl;
  if (url === undefined) throw new Error('No database: start Tollgate, or set DATABASE_URL.');
  process.env['DATABASE_URL'] = url;
  try {
    await run(command, subject.data);
    return 0;
  } finally {
    await db().$disconnect();
  }
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  return 1;
});
