import { stringSpan } from './scan-json';

/** OpenAI pads chunks with a random text, so that their length gives nothing away; it is all that differs at the end. */
const PADDING = '"obfuscation":"';

/**
 * The look of a stream's delta events, which differ in nothing but the text they carry: once learnt, the next one is
 * recognised by comparing what stands before and after its text, without a parse.
 */
export class DeltaShape {
  private before: string | undefined;
  private after = '';
  private padded = false;

  /** `fields`: names of members that carry output, the likeliest first. */
  constructor(private readonly fields: readonly string[]) {}

  /** Learns from an event that carries output and says nothing else. Gives its characters, as far as they can be told. */
  learn(json: string): number | undefined {
    this.before = undefined;
    for (const field of this.fields) {
      const span = stringSpan(json, field);
      if (span === undefined || span.start === span.end) continue;
      const padding = json.indexOf(PADDING, span.end);
      this.padded = padding >= 0;
      this.before = json.slice(0, span.start);
      this.after = this.padded ? json.slice(span.end, padding + PADDING.length) : json.slice(span.end);
      return span.end - span.start;
    }
    return undefined;
  }

  /** Characters of output (escapes counted as written) when the event has the learnt look; else undefined. */
  match(json: string): number | undefined {
    const before = this.before;
    if (before === undefined || !json.startsWith(before)) return undefined;
    const end = json.indexOf('"', before.length);
    if (end < 0 || !json.startsWith(this.after, end)) return undefined;
    const rest = end + this.after.length;
    const isWhole = this.padded ? json.indexOf('"', rest) === json.length - 2 : rest === json.length;
    return isWhole ? end - before.length : undefined;
  }
}
