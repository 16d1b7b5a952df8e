import type { MeterQuantities, Usage } from '@/lib/pricing/usage';
import { countOf, isRecord, type JsonRecord, recordOf, textOf } from '../json-value';
import { addUsed, MeterSplit } from '../meters';
import { readServiceTier } from '../service-tier';
import { meterOrZero, sumMeters } from '../sum-meters';
import { unreadableUsage } from '../unsound-usage';

/** Usage of a response object; undefined when it reports none. Cached, cache-write and reasoning tokens are subsets. */
export function readUsage(body: unknown): Usage | undefined {
  const response = recordOf(body);
  const raw = response['usage'];
  if (!isRecord(raw)) return undefined;
  const input = countOf(raw['input_tokens']);
  const output = countOf(raw['output_tokens']);
  const meters: MeterQuantities = {};
  readInput(meters, raw, input);
  readOutput(meters, raw, input, output);
  if (Object.keys(meters).length === 0) return unreadableUsage(raw);
  addSearches(meters, response['output']);
  const isWhole = input !== undefined && output !== undefined;
  const usage: Usage = { meters, provenance: isWhole ? 'provider' : 'partial', raw };
  const servedModel = textOf(response['model']);
  if (servedModel !== undefined) usage.servedModel = servedModel;
  const tier = readServiceTier(response['service_tier']);
  if (tier !== undefined) usage.serviceTier = tier;
  return usage;
}

function readInput(meters: MeterQuantities, raw: JsonRecord, input: number | undefined): void {
  const details = recordOf(raw['input_tokens_details']);
  new MeterSplit(meters, input)
    .take('in.cache_read', countOf(details['cached_tokens']))
    .take('in.cache_write.other', countOf(details['cache_write_tokens']))
    .take('in.audio', countOf(details['audio_tokens']))
    .take('in.image', countOf(details['image_tokens']))
    .rest('in.text');
}

function readOutput(
  meters: MeterQuantities,
  raw: JsonRecord,
  input: number | undefined,
  output: number | undefined,
): void {
  const details = recordOf(raw['output_tokens_details']);
  const reasoning = countOf(details['reasoning_tokens']) ?? 0;
  const total = countOf(raw['total_tokens']);
  const isApart =
    output !== undefined &&
    reasoning > 0 &&
    (reasoning > output || (input !== undefined && total === input + output + reasoning));
  new MeterSplit(meters, output === undefined ? undefined : output + (isApart ? reasoning : 0))
    .take('out.reasoning', reasoning)
    .take('out.audio', countOf(details['audio_tokens']))
    .take('out.image', countOf(details['image_tokens']))
    .rest('out.text');
}

/** Searches are billed by their number, which stands in no usage; to open a page that was found is none. */
function addSearches(meters: MeterQuantities, output: unknown): void {
  const items = Array.isArray(output) ? output.filter(isRecord) : [];
  const ofType = (type: string) => items.filter((item) => item['type'] === type);
  const web = ofType('web_search_call').map(({ action }) => textOf(recordOf(action)['type']) ?? 'search');
  addUsed(meters, [
    ['web_search.med', web.filter((action) => action === 'search').length],
    ['file_search', ofType('file_search_call').length],
  ]);
}

/** The usage object for a client; undefined when nothing is known. */
export function writeUsage({ meters }: Usage): JsonRecord | undefined {
  const input = sumMeters(meters, 'in.');
  const output = sumMeters(meters, 'out.');
  if (input === undefined && output === undefined) return undefined;
  return {
    input_tokens: input ?? 0,
    input_tokens_details: {
      cached_tokens: sumMeters(meters, 'in.cache_read') ?? 0,
      cache_write_tokens: sumMeters(meters, 'in.cache_write') ?? 0,
    },
    output_tokens: output ?? 0,
    output_tokens_details: { reasoning_tokens: meterOrZero(meters, 'out.reasoning') },
    total_tokens: (input ?? 0) + (output ?? 0),
  };
}
