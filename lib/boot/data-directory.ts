import { accessSync, constants, mkdirSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { BootError } from './boot-error';
import { errorCode } from './error-code';
import { tryLock, type Lock } from './lock';
import { readRuntime } from './runtime-file';

/** Creates the data directory (mode 700) and takes its lock. Throws {@link BootError} when another Tollgate uses it. */
export async function claimDataDirectory(setting: string): Promise<{ directory: string; lock: Lock }> {
  const directory = makeDirectory(path.resolve(setting));
  const lock = await tryLock(`data ${directory}`);
  if (lock) return { directory, lock };
  const holder = readRuntime(directory);
  throw new BootError(
    `The data directory ${directory} is in use by another Tollgate${holder ? ` (process ${holder.pid})` : ''}.`,
  );
}

function makeDirectory(directory: string): string {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    accessSync(directory, constants.W_OK | constants.X_OK);
    return realpathSync(directory);
  } catch (error) {
    throw new BootError(
      `The data directory ${directory} cannot be used: ${errorCode(error) ?? 'unknown reason'}.`,
    );
  }
}
