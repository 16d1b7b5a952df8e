import type { MeterQuantities, Usage } from '@/lib/pricing/usage';
import { arrayOf, countOf, type JsonRecord, recordOf, textOf } from './json-value';
import { addUsed } from './meters';
import { unreadableUsage } from './unsound-usage';

/** Whether a usage object is one of Bedrock's Converse API, as proxies before Bedrock hand it on. */
export const isConverseUsage = (raw: JsonRecord): boolean =>
  raw['prompt_tokens'] === undefined &&
  (raw['inputTokens'] !== undefined || raw['outputTokens'] !== undefined);

/**
 * Usage of Bedrock's Converse API (`TokenUsage`): the input excludes what was read from the cache and written to it, and
 * `cacheDetails` says how long what was written lives. Undefined members are not known.
 */
export function readConverseUsage(raw: JsonRecord): Usage | undefined {
  const input = countOf(raw['inputTokens']);
  const output = countOf(raw['outputTokens']);
  const meters: MeterQuantities = {
    ...(input === undefined ? {} : { 'in.text': input }),
    ...(output === undefined ? {} : { 'out.text': output }),
  };
  addUsed(meters, [['in.cache_read', countOf(raw['cacheReadInputTokens'])]]);
  addWrites(raw, meters);
  if (Object.keys(meters).length === 0) return unreadableUsage(raw);
  const isWhole = input !== undefined && output !== undefined;
  return { meters, provenance: isWhole ? 'provider' : 'partial', raw };
}

/** Without details they live for the API's default, 5 minutes; what the details leave unsaid is of a life unknown. */
function addWrites(raw: JsonRecord, meters: MeterQuantities): void {
  const total = countOf(raw['cacheWriteInputTokens']);
  const details = arrayOf(raw['cacheDetails']).map(recordOf);
  if (details.length === 0) {
    addUsed(meters, [['in.cache_write.5m', total]]);
    return;
  }
  let told = 0;
  for (const detail of details) {
    const tokens = countOf(detail['inputTokens']) ?? 0;
    told += tokens;
    const ttl = textOf(detail['ttl']);
    addUsed(meters, [
      [ttl === '5m' || ttl === '1h' ? `in.cache_write.${ttl}` : 'in.cache_write.other', tokens],
    ]);
  }
  addUsed(meters, [['in.cache_write.other', (total ?? told) - told]]);
}
