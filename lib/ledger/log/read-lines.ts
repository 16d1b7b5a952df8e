import { open } from 'node:fs/promises';
import { completeLines } from './frame';

const CHUNK_BYTES = 1024 * 1024;

export interface LineAt {
  bytes: Buffer;
  /** Offsets in the file. */
  start: number;
  end: number;
}

export interface Chunk {
  lines: LineAt[];
  /** Everything that the file held was read. */
  atEnd: boolean;
  /** At the end of the file: bytes after the last line feed. A record under way, or one that was torn. */
  tail: Buffer;
}

/** Complete lines from `position` on, about a megabyte of them, at least one when there is one. */
export async function readLines(file: string, position: number): Promise<Chunk> {
  const handle = await open(file, 'r');
  try {
    for (let size = CHUNK_BYTES; ; size *= 4) {
      const data = await readFully(handle, position, size);
      const atEnd = data.length < size;
      const lines = completeLines(data);
      if (lines.length === 0 && !atEnd) continue;
      const tail = data.subarray(lines.at(-1)?.end ?? 0);
      return {
        lines: lines.map((line) => ({
          bytes: line.bytes,
          start: position + line.start,
          end: position + line.end,
        })),
        atEnd,
        tail,
      };
    }
  } finally {
    await handle.close();
  }
}

async function readFully(
  handle: Awaited<ReturnType<typeof open>>,
  position: number,
  size: number,
): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(size);
  let filled = 0;
  while (filled < size) {
    const { bytesRead } = await handle.read(buffer, filled, size - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}
