import type { Meter, MeterQuantities, Usage } from '@/lib/pricing/usage';
import { isConverseUsage, readConverseUsage } from '../converse-usage';
import { arrayOf, countOf, isRecord, type JsonRecord, recordOf, textOf } from '../json-value';
import { addUsed, MeterSplit } from '../meters';
import { readServiceTier } from '../service-tier';
import { meterOrZero, sumMeters } from '../sum-meters';
import { unreadableUsage } from '../unsound-usage';

/** The usage object, wherever a vendor puts it: beside the choices, in a choice (Moonshot), in its own corner (Groq). */
export function findUsage(body: JsonRecord): JsonRecord | undefined {
  const inChoice = recordOf(arrayOf(body['choices'])[0])['usage'];
  const inGroq = recordOf(body['x_groq'])['usage'];
  return [body['usage'], inChoice, inGroq].find(isRecord);
}

/** Usage of a response or a chunk; undefined when it reports none. */
export function readUsage(body: unknown): Usage | undefined {
  if (!isRecord(body)) return undefined;
  const raw = findUsage(body);
  if (raw === undefined) return undefined;
  if (isConverseUsage(raw)) return readConverseUsage(raw);
  const prompt = promptTotal(raw);
  const completion = countOf(raw['completion_tokens']);
  const meters: MeterQuantities = {};
  readPrompt(meters, raw, prompt);
  readCompletion(meters, raw, prompt, completion);
  addSearches(raw, meters);
  const total = countOf(raw['total_tokens']);
  const isWhole = prompt !== undefined && (completion !== undefined || total === prompt);
  const usage: Usage = { meters, provenance: isWhole ? 'provider' : 'partial', raw };
  if (Object.keys(meters).length === 0) return unreadableUsage(raw);
  const servedModel = textOf(body['model']);
  if (servedModel !== undefined) usage.servedModel = servedModel;
  const tier = readServiceTier(body['service_tier'] ?? raw['service_tier']);
  if (tier !== undefined) usage.serviceTier = tier;
  return usage;
}

/** DeepSeek may give only the two halves: hit and miss. */
function promptTotal(raw: JsonRecord): number | undefined {
  const hit = countOf(raw['prompt_cache_hit_tokens']);
  const miss = countOf(raw['prompt_cache_miss_tokens']);
  return countOf(raw['prompt_tokens']) ?? (hit !== undefined && miss !== undefined ? hit + miss : undefined);
}

/** Cached, cache-write, audio and image tokens are subsets of the prompt. */
function readPrompt(meters: MeterQuantities, raw: JsonRecord, prompt: number | undefined): void {
  const details = recordOf(raw['prompt_tokens_details']);
  const cachedDetails = recordOf(details['cached_tokens_details']);
  const cached =
    countOf(details['cached_tokens']) ??
    countOf(raw['prompt_cache_hit_tokens']) ??
    countOf(raw['cached_tokens']);
  const cachedAudio = Math.min(countOf(cachedDetails['audio_tokens']) ?? 0, cached ?? 0);
  const written = countOf(details['cache_write_tokens']) ?? countOf(details['cache_creation_tokens']);
  new MeterSplit(meters, prompt)
    .take('in.cache_read.audio', cachedAudio)
    .take('in.cache_read', cached === undefined ? undefined : cached - cachedAudio)
    .take('in.cache_write.other', written)
    .take('in.audio', Math.max(0, (countOf(details['audio_tokens']) ?? 0) - cachedAudio))
    .take('in.image', countOf(details['image_tokens']))
    .take('in.video', countOf(details['video_tokens']))
    .rest('in.text');
}

/** Reasoning is a subset of the completion, except where the total shows that it is not (xAI, Gemini's compatible door). */
function readCompletion(
  meters: MeterQuantities,
  raw: JsonRecord,
  prompt: number | undefined,
  completion: number | undefined,
): void {
  const details = recordOf(raw['completion_tokens_details']);
  const reasoning = countOf(details['reasoning_tokens']) ?? countOf(raw['reasoning_tokens']) ?? 0;
  const total = countOf(raw['total_tokens']);
  const isApart =
    completion !== undefined &&
    reasoning > 0 &&
    (reasoning > completion || (prompt !== undefined && total === prompt + completion + reasoning));
  new MeterSplit(meters, completion === undefined ? undefined : completion + (isApart ? reasoning : 0))
    .take('out.reasoning', reasoning)
    .take('out.audio', countOf(details['audio_tokens']))
    .take('out.image', countOf(details['image_tokens']))
    .rest('out.text');
}

const SEARCH_METERS: ReadonlyMap<string, Meter> = new Map(
  Object.entries<Meter>({
    low: 'web_search.low',
    medium: 'web_search.med',
    high: 'web_search.high',
  }),
);

/** Searches as Perplexity counts them. */
function addSearches(raw: JsonRecord, meters: MeterQuantities): void {
  const meter = SEARCH_METERS.get(textOf(raw['search_context_size']) ?? 'medium') ?? 'web_search.med';
  addUsed(meters, [[meter, countOf(raw['num_search_queries'])]]);
}

/** The usage object for a client; undefined when nothing is known. */
export function writeUsage({ meters }: Usage): JsonRecord | undefined {
  const prompt = sumMeters(meters, 'in.');
  const completion = sumMeters(meters, 'out.');
  if (prompt === undefined && completion === undefined) return undefined;
  return {
    prompt_tokens: prompt ?? 0,
    completion_tokens: completion ?? 0,
    total_tokens: (prompt ?? 0) + (completion ?? 0),
    prompt_tokens_details: {
      cached_tokens: sumMeters(meters, 'in.cache_read') ?? 0,
      cache_write_tokens: sumMeters(meters, 'in.cache_write') ?? 0,
      audio_tokens: meterOrZero(meters, 'in.audio') + meterOrZero(meters, 'in.cache_read.audio'),
    },
    completion_tokens_details: {
      reasoning_tokens: meterOrZero(meters, 'out.reasoning'),
      audio_tokens: meterOrZero(meters, 'out.audio'),
    },
  };
}
