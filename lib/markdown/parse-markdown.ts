import { parseInline } from './parse-inline';
import type { Block } from './types';

const FENCE = /^ {0,3}(```+|~~~+)\s*([\w+#.-]*)/;
const HEADING = /^ {0,3}#{1,6}\s+(.*)$/;
const RULE = /^ {0,3}([-*_])(\s*\1){2,}\s*$/;
const ITEM = /^\s*(?:[-*+]|(\d{1,9})[.)])\s+(.*)$/;
const QUOTE = /^ {0,3}> ?(.*)$/;
const ROW = /^\s*\|(.*)\|\s*$/;
const DIVIDER = /^\s*\|(\s*:?-+:?\s*\|)+\s*$/;
const MAX_DEPTH = 4;

/** Lines that are read one after another; `line` is the next one. */
class Lines {
  private at = 0;
  constructor(private readonly lines: readonly string[]) {}
  get line(): string | undefined {
    return this.lines[this.at];
  }
  next(): void {
    this.at += 1;
  }
  /** Takes lines as long as they match, each by what `take` makes of it. */
  while<T>(take: (line: string) => T | undefined): T[] {
    const taken: T[] = [];
    for (; this.line !== undefined; this.next()) {
      const one = take(this.line);
      if (one === undefined) break;
      taken.push(one);
    }
    return taken;
  }
}

/**
 * A subset of Markdown as data: code, headings, lists (flat), quotes, tables, paragraphs. Whatever is not that, HTML and
 * images above all, stays text, so nothing that a model writes becomes markup. Linear in its length.
 */
export function parseMarkdown(text: string, depth = 0): Block[] {
  const lines = new Lines(text.replace(/\r\n?/g, '\n').split('\n'));
  const blocks: Block[] = [];
  while (lines.line !== undefined) {
    if (lines.line.trim() === '') lines.next();
    else blocks.push(readBlock(lines, lines.line, depth));
  }
  return blocks;
}

function readBlock(lines: Lines, line: string, depth: number): Block {
  const fence = FENCE.exec(line);
  if (fence !== null) return readCode(lines, fence[1] ?? '```', fence[2] ?? '');
  const heading = HEADING.exec(line)?.[1];
  if (heading !== undefined || RULE.test(line)) {
    lines.next();
    return heading === undefined ? { kind: 'rule' } : { kind: 'heading', children: parseInline(heading) };
  }
  if (ITEM.test(line)) return readList(lines);
  if (depth < MAX_DEPTH && QUOTE.test(line)) {
    const quoted = lines.while((one) => QUOTE.exec(one)?.[1]);
    return { kind: 'quote', children: parseMarkdown(quoted.join('\n'), depth + 1) };
  }
  if (ROW.test(line)) return readTable(lines);
  return readParagraph(lines);
}

/** Up to the closing fence; while an answer still comes, up to its end. */
function readCode(lines: Lines, fence: string, language: string): Block {
  lines.next();
  const text = lines.while((line) => (line.trim().startsWith(fence) ? undefined : line)).join('\n');
  lines.next();
  return { kind: 'code', language, text };
}

function readList(lines: Lines): Block {
  const first = ITEM.exec(lines.line ?? '')?.[1];
  const items = lines.while((line) => (RULE.test(line) ? undefined : ITEM.exec(line)?.[2]));
  return {
    kind: 'list',
    start: first === undefined ? undefined : Number(first),
    items: items.map((item) => parseInline(item)),
  };
}

function readTable(lines: Lines): Block {
  const rows = lines.while((line) => (ROW.test(line) ? line : undefined));
  const cells = rows.filter((row) => !DIVIDER.test(row)).map((row) => ROW.exec(row)?.[1]?.split('|') ?? []);
  return { kind: 'table', rows: cells.map((row) => row.map((cell) => parseInline(cell.trim()))) };
}

/** The first line in any case, whatever it looks like; then those that begin nothing else. */
function readParagraph(lines: Lines): Block {
  const [first = ''] = [lines.line];
  lines.next();
  const begins = (line: string) =>
    line.trim() === '' || [FENCE, HEADING, RULE, ITEM, QUOTE, ROW].some((pattern) => pattern.test(line));
  const more = lines.while((line) => (begins(line) ? undefined : line));
  return { kind: 'paragraph', children: parseInline([first, ...more].join('\n')) };
}
