import { stat } from 'node:fs/promises';
import path from 'node:path';
import { readLines, type LineAt } from '../log/read-lines';
import type { ListedSegment } from '../log/list-segments';
import { OpenIntents } from './open-intents';
import type { SegmentProgress } from './save-progress';

interface Segment {
  name: string;
  /** Read and taken up to here. */
  position: number;
  /** Read to its last byte, and nothing will be added. */
  complete: boolean;
  saved: number;
}

export interface SegmentLine extends LineAt {
  segment: string;
  /** It lacks its line feed, and will never get it: whole perhaps, or torn by the death of its writer. */
  unterminated?: true;
}

/** What one read gave. `caughtUp`: there was no more to read in any segment. */
export interface OwnerChunk {
  lines: SegmentLine[];
  caughtUp: boolean;
}

/**
 * The segments of one owner, read in order as one log, since a request may begin in one and end in a later one.
 * A segment is finished when it is complete and no intent in it is open.
 */
export class OwnerLog {
  readonly open = new OpenIntents();
  readonly #directory: string;
  readonly #segments: Segment[] = [];

  constructor(directory: string) {
    this.#directory = directory;
  }

  has(name: string): boolean {
    return this.#segments.some((segment) => segment.name === name);
  }

  /** Segments come in the order of their sequence. */
  add(listed: ListedSegment, safeOffset: number): void {
    this.#segments.push({ name: listed.name, position: safeOffset, complete: false, saved: safeOffset });
  }

  get isEmpty(): boolean {
    return this.#segments.length === 0;
  }

  /** Last sign of life: modification time of the newest segment, epoch ms. Throws ENOENT when another ingester removed it. */
  async touchedMs(): Promise<number> {
    const newest = this.#segments.at(-1);
    return newest === undefined ? 0 : (await stat(this.#file(newest))).mtimeMs;
  }

  /** The next lines. `ownerGone`: nothing will be added, so what follows the last line feed is as final as the rest. */
  async read(ownerGone: boolean): Promise<OwnerChunk> {
    const current = this.#segments.find((segment) => !segment.complete);
    if (current === undefined) return { lines: [], caughtUp: true };
    const isNewest = current === this.#segments.at(-1);
    const chunk = await readLines(this.#file(current), current.position);
    const lines = chunk.lines.map((line) => ({ ...line, segment: current.name }));
    if (!chunk.atEnd) return { lines, caughtUp: false };
    if (isNewest && !ownerGone) return { lines, caughtUp: true };
    if (chunk.tail.length > 0) lines.push(finalLine(current, lines, chunk.tail));
    current.complete = true;
    return { lines, caughtUp: isNewest };
  }

  /** This line is in the batch under way, or open. */
  take(line: SegmentLine): void {
    const segment = this.#segments.find(({ name }) => name === line.segment);
    if (segment !== undefined) segment.position = line.end;
  }

  /** What changed since it was last saved; `everyLineTaken` is false in the middle of a chunk. */
  progress(everyLineTaken: boolean): SegmentProgress[] {
    const oldest = this.open.oldestBySegment();
    const changed: SegmentProgress[] = [];
    for (const segment of this.#segments) {
      const safeOffset = oldest.get(segment.name) ?? segment.position;
      const finished = segment.complete && everyLineTaken && !oldest.has(segment.name);
      if (finished || safeOffset > segment.saved) changed.push({ name: segment.name, safeOffset, finished });
    }
    return changed;
  }

  /** Progress is in the database; finished segments are forgotten here, and their paths returned to be removed. */
  saved(progress: readonly SegmentProgress[]): string[] {
    const finished: string[] = [];
    for (const { name, safeOffset, finished: isFinished } of progress) {
      const index = this.#segments.findIndex((segment) => segment.name === name);
      const segment = this.#segments[index];
      if (segment === undefined) continue;
      segment.saved = safeOffset;
      if (!isFinished) continue;
      finished.push(this.#file(segment));
      this.#segments.splice(index, 1);
    }
    return finished;
  }

  #file(segment: Segment): string {
    return path.join(this.#directory, segment.name);
  }
}

function finalLine(segment: Segment, lines: readonly LineAt[], tail: Buffer): SegmentLine {
  const start = lines.at(-1)?.end ?? segment.position;
  return { bytes: tail, start, end: start + tail.length, segment: segment.name, unterminated: true };
}
