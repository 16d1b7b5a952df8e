import { decodeFrame } from '../log/frame';
import type { AttemptIntent, LedgerRecord, RequestCompletion } from '../records';

export type ReadRecord =
  | { kind: 'intent'; intent: AttemptIntent }
  | { kind: 'done'; done: RequestCompletion }
  | { kind: 'unreadable'; reason: string };

/** One line of a segment. Only what the log itself needs is checked here; the rows check the rest. */
export function readRecord(line: Buffer): ReadRecord {
  const decoded = decodeFrame(line);
  if (!decoded.ok) return { kind: 'unreadable', reason: decoded.reason };
  const record = decoded.value;
  if (isRecord(record))
    return record.t === 'intent' ? { kind: 'intent', intent: record } : { kind: 'done', done: record };
  return { kind: 'unreadable', reason: 'neither an intent nor a completion' };
}

/** The checksum vouches that the line is as one of us wrote it; a record of another version may still lack parts. */
function isRecord(value: unknown): value is LedgerRecord {
  if (!isObject(value)) return false;
  if (value['t'] === 'intent') return isId(value['requestId']) && isObject(value['estimate']);
  return value['t'] === 'done' && isObject(value['request']) && isId(value['request']['requestId']);
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
