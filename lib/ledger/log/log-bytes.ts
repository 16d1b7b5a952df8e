import { stat } from 'node:fs/promises';
import path from 'node:path';
import { listSegments } from './list-segments';

/** Bytes in the segments of a directory. A segment that is wholly on the books is deleted. */
export async function logBytes(directory: string): Promise<number> {
  const segments = await listSegments(directory);
  const sizes = await Promise.all(
    segments.map(({ name }) =>
      // It may have been finished and removed since it was listed.
      stat(path.join(directory, name)).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
