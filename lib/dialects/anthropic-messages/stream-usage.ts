import type { Usage } from '@/lib/pricing/usage';
import { countOf, type JsonRecord, recordOf, textOf } from '../json-value';
import { interpretUsage, mergeRawUsage } from './usage';

/**
 * Usage over one stream. `message_start` tells the prompt and a first count of output, so it is `partial`;
 * `message_delta` gives running totals that replace what was known.
 */
export class UsageOfStream {
  private raw: JsonRecord = {};
  private model: string | undefined;

  start(message: JsonRecord): Usage | undefined {
    this.model = textOf(message['model']);
    this.raw = mergeRawUsage(this.raw, recordOf(message['usage']));
    const usage = interpretUsage(this.raw, this.model);
    return usage === undefined ? undefined : { ...usage, provenance: 'partial' };
  }

  update(usage: JsonRecord): Usage | undefined {
    this.raw = mergeRawUsage(this.raw, usage);
    const read = interpretUsage(this.raw, this.model);
    if (read === undefined || countOf(usage['output_tokens']) !== undefined) return read;
    // Not the count of the start, which would stand for the whole answer.
    const { 'out.text': _first, ...meters } = read.meters;
    return { ...read, meters, provenance: 'partial' };
  }
}
