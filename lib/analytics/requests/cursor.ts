import { z } from 'zod';

/** Place in the request log: the rows after it are older. */
export interface Cursor {
  /** Epoch milliseconds. */
  startedAt: number;
  id: string;
}

const cursorSchema = z.tuple([
  z.number().int().min(0).max(8_640_000_000_000_000),
  z.string().min(1).max(200),
]);

export function writeCursor({ startedAt, id }: Cursor): string {
  return Buffer.from(JSON.stringify([startedAt, id])).toString('base64url');
}

/** Undefined for anything that `writeCursor` has not written. */
export function readCursor(text: string | undefined): Cursor | undefined {
  if (text === undefined || text.length > 400) return undefined;
  try {
    const parsed = cursorSchema.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    return parsed.success ? { startedAt: parsed.data[0], id: parsed.data[1] } : undefined;
  } catch {
    return undefined;
  }
}
