import { readdir } from 'node:fs/promises';
import { parseSegmentName, type SegmentName } from './segment-name';

export interface ListedSegment extends SegmentName {
  name: string;
}

/** Segments of a directory by owner and sequence. A directory that does not exist yet is empty. */
export async function listSegments(directory: string): Promise<ListedSegment[]> {
  const found: ListedSegment[] = [];
  for (const name of await namesIn(directory)) {
    const parsed = parseSegmentName(name);
    if (parsed !== undefined) found.push({ ...parsed, name });
  }
  return found.sort((a, b) => compare(a.ownerKey, b.ownerKey) || a.sequence - b.sequence);
}

async function namesIn(directory: string): Promise<string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
