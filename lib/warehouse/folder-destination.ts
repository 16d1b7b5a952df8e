import { mkdir, open, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { errorCode } from '@/lib/boot/error-code';
import type { Destination } from './destination';

/** A folder: files are written aside and renamed, and on the disk when `put` is done. */
export function folderDestination(url: URL): Destination {
  const root = fileURLToPath(url);
  return {
    async put(key, bytes) {
      const file = path.join(root, key);
      await mkdir(path.dirname(file), { recursive: true });
      const partial = `${file}.${process.pid}.partial`;
      const handle = await open(partial, 'w', 0o640);
      try {
        await handle.writeFile(bytes);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(partial, file);
    },
    async get(key) {
      try {
        return await readFile(path.join(root, key), 'utf8');
      } catch (error) {
        if (errorCode(error) === 'ENOENT') return undefined;
        throw error;
      }
    },
  };
}
