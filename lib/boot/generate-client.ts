import { rmSync } from 'node:fs';
import path from 'node:path';
import { BootError } from './boot-error';
import { hashSources } from './hash-sources';
import { waitForLock } from './lock';
import { run } from './run';
import { isStamped, stamp } from './stamp';

const STAMP = 'lib/generated/.schema-hash';

/** Makes Prisma's client in lib/generated when it is absent or of another schema. True when it was made now. */
export async function generateClient(): Promise<boolean> {
  const hash = hashSources(['prisma/schema.prisma', 'node_modules/prisma/package.json']);
  if (isStamped(STAMP, hash)) return false;
  const lock = await waitForLock(`generate ${process.cwd()}`);
  try {
    if (isStamped(STAMP, hash)) return false;
    rmSync(STAMP, { force: true });
    const prisma = path.resolve('node_modules/prisma/build/index.js');
    const { code, output } = await run(process.execPath, [prisma, 'generate'], {
      cwd: process.cwd(),
      // Generating needs no engine, but Prisma fetches one unless this names a file that exists.
      env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1' },
    });
    if (code !== 0) throw new BootError(`prisma generate failed:\n${output.trim()}`);
    stamp(STAMP, hash);
    return true;
  } finally {
    await lock.release();
  }
}
