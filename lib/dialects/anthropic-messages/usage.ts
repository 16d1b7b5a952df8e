import type { MeterQuantities, Usage } from '@/lib/pricing/usage';
import { countOf, isRecord, type JsonRecord, recordOf, textOf } from '../json-value';
import { addUsed, MeterSplit } from '../meters';
import { readServiceTier } from '../service-tier';
import { meterOrZero, sumMeters } from '../sum-meters';
import { unreadableUsage } from '../unsound-usage';

/** Usage of a message; undefined when it reports none. */
export function readUsage(body: unknown): Usage | undefined {
  const message = recordOf(body);
  const raw = message['usage'];
  return isRecord(raw) ? interpretUsage(raw, textOf(message['model'])) : undefined;
}

/** `input_tokens` excludes the cache: reads and writes stand beside it. Thinking is a subset of the output. */
export function interpretUsage(raw: JsonRecord, servedModel: string | undefined): Usage | undefined {
  const meters: MeterQuantities = {};
  let isWhole = addTokens(raw, meters);
  addUsed(meters, [['web_search.med', countOf(recordOf(raw['server_tool_use'])['web_search_requests'])]]);
  if (Object.keys(meters).length === 0) return unreadableUsage(raw);
  for (const step of stepsOf(raw)) {
    // Another model's tokens have another price: what is known of the cost is a part of it.
    if (step['type'] === 'advisor_message') isWhole = false;
    if (step['type'] === 'compaction') isWhole = addTokens(step, meters) && isWhole;
  }
  const usage: Usage = { meters, provenance: isWhole ? 'provider' : 'partial', raw };
  if (servedModel !== undefined) usage.servedModel = servedModel;
  const tier = readServiceTier(raw['service_tier']);
  if (tier !== undefined) usage.serviceTier = tier;
  if (raw['speed'] === 'fast') usage.speed = 'fast';
  const region = textOf(raw['inference_geo']);
  if (region !== undefined && region !== 'not_available') usage.region = region;
  return usage;
}

/** Adds what an object counts; false where it does not say both, prompt and output. */
function addTokens(counts: JsonRecord, meters: MeterQuantities): boolean {
  const input = countOf(counts['input_tokens']);
  const output = countOf(counts['output_tokens']);
  const thinking = countOf(recordOf(counts['output_tokens_details'])['thinking_tokens']);
  if (input !== undefined) meters['in.text'] = (meters['in.text'] ?? 0) + input;
  if (output !== undefined) new MeterSplit(meters, output).take('out.reasoning', thinking).rest('out.text');
  addUsed(meters, [['in.cache_read', countOf(counts['cache_read_input_tokens'])]]);
  addCacheWrites(counts, meters);
  return input !== undefined && output !== undefined;
}

/** What the answer was made in. The counts above them are those of its messages alone: a compaction is billed besides. */
function stepsOf(raw: JsonRecord): JsonRecord[] {
  const steps = raw['iterations'];
  return Array.isArray(steps) ? steps.filter(isRecord) : [];
}

/** Writes are split by how long they live. Without the split they are the API's default, 5 minutes. */
function addCacheWrites(raw: JsonRecord, meters: MeterQuantities): void {
  const total = countOf(raw['cache_creation_input_tokens']);
  const split = raw['cache_creation'];
  if (!isRecord(split)) {
    addUsed(meters, [['in.cache_write.5m', total]]);
    return;
  }
  const fiveMinutes = countOf(split['ephemeral_5m_input_tokens']) ?? 0;
  const oneHour = countOf(split['ephemeral_1h_input_tokens']) ?? 0;
  addUsed(meters, [
    ['in.cache_write.5m', fiveMinutes],
    ['in.cache_write.1h', oneHour],
    ['in.cache_write.other', (total ?? 0) - fiveMinutes - oneHour],
  ]);
}

/** A later report of a stream over an earlier one: what it says replaces, what it leaves out stays. */
export function mergeRawUsage(earlier: JsonRecord, later: JsonRecord): JsonRecord {
  const said = Object.entries(later).filter(([, value]) => value !== null && value !== undefined);
  return { ...earlier, ...Object.fromEntries(said) };
}

/** The usage object for a client; counts that are not known are 0, which the API demands. */
export function writeUsage({ meters, serviceTier }: Usage): JsonRecord {
  const cached = sumMeters(meters, 'in.cache_read') ?? 0;
  const written = sumMeters(meters, 'in.cache_write') ?? 0;
  const oneHour = meterOrZero(meters, 'in.cache_write.1h');
  return {
    input_tokens: (sumMeters(meters, 'in.') ?? 0) - cached - written,
    cache_creation_input_tokens: written,
    cache_read_input_tokens: cached,
    cache_creation: { ephemeral_5m_input_tokens: written - oneHour, ephemeral_1h_input_tokens: oneHour },
    output_tokens: sumMeters(meters, 'out.') ?? 0,
    output_tokens_details: { thinking_tokens: meterOrZero(meters, 'out.reasoning') },
    service_tier: serviceTier === undefined || serviceTier === 'default' ? 'standard' : serviceTier,
  };
}
