import type { Meter, MeterQuantities, Usage } from '@/lib/pricing/usage';
import { arrayOf, countOf, isRecord, type JsonRecord, recordOf, textOf } from '../json-value';
import { addUsed, MeterSplit } from '../meters';
import { readServiceTier } from '../service-tier';
import { meterOrZero, sumMeters } from '../sum-meters';
import { unreadableUsage } from '../unsound-usage';

type Modality = 'AUDIO' | 'IMAGE' | 'VIDEO';
const MODALITIES: readonly (readonly [Modality, Meter, Meter])[] = [
  ['AUDIO', 'in.audio', 'in.cache_read.audio'],
  ['IMAGE', 'in.image', 'in.cache_read.image'],
  ['VIDEO', 'in.video', 'in.cache_read.video'],
];

/** Tokens of one modality in a list of details; text and documents are what is left over. */
function countModality(details: unknown, modality: Modality): number {
  return arrayOf(details)
    .map(recordOf)
    .filter((entry) => entry['modality'] === modality)
    .reduce((sum, entry) => sum + (countOf(entry['tokenCount']) ?? 0), 0);
}

/** Usage of an answer or of a chunk (cumulative); undefined when it reports none. */
export function readUsage(body: unknown): Usage | undefined {
  const answer = recordOf(body);
  const raw = answer['usageMetadata'];
  if (!isRecord(raw)) return undefined;
  const prompt = countOf(raw['promptTokenCount']);
  const meters: MeterQuantities = {};
  readPrompt(meters, raw, prompt);
  const isOutputTold = readOutput(meters, raw, prompt);
  addUsed(meters, [['in.tool', countOf(raw['toolUsePromptTokenCount'])]]);
  if (Object.keys(meters).length === 0) return unreadableUsage(raw);
  const isWhole = prompt !== undefined && isOutputTold;
  const usage: Usage = { meters, provenance: isWhole ? 'provider' : 'partial', raw };
  const servedModel = textOf(answer['modelVersion']);
  if (servedModel !== undefined) usage.servedModel = servedModel;
  const tier = readServiceTier(raw['serviceTier'] ?? raw['trafficType']);
  if (tier !== undefined) usage.serviceTier = tier;
  return usage;
}

/** The prompt includes what came from the cache, modality by modality. */
function readPrompt(meters: MeterQuantities, raw: JsonRecord, prompt: number | undefined): void {
  const cached = countOf(raw['cachedContentTokenCount']) ?? 0;
  const split = new MeterSplit(meters, prompt);
  let cachedMedia = 0;
  const freshParts: [Meter, number][] = [];
  for (const [modality, fresh, fromCache] of MODALITIES) {
    const hit = Math.min(countModality(raw['cacheTokensDetails'], modality), cached - cachedMedia);
    cachedMedia += hit;
    split.take(fromCache, hit);
    freshParts.push([fresh, Math.max(0, countModality(raw['promptTokensDetails'], modality) - hit)]);
  }
  split.take('in.cache_read', cached - cachedMedia);
  for (const [meter, count] of freshParts) split.take(meter, count);
  split.rest('in.text');
}

/**
 * Candidates exclude thoughts, unless the total shows that they do not. Without candidates the total tells their count.
 * Returns whether their count is known.
 */
function readOutput(meters: MeterQuantities, raw: JsonRecord, prompt: number | undefined): boolean {
  const thoughts = countOf(raw['thoughtsTokenCount']) ?? 0;
  const total = countOf(raw['totalTokenCount']);
  const input = (prompt ?? 0) + (countOf(raw['toolUsePromptTokenCount']) ?? 0);
  const told = countOf(raw['candidatesTokenCount']);
  const rest = total === undefined || prompt === undefined ? undefined : total - input - thoughts;
  const candidates = told ?? (rest !== undefined && rest >= 0 ? rest : undefined);
  const isIncluded =
    told !== undefined && thoughts > 0 && thoughts <= told && prompt !== undefined && total === input + told;
  const details = raw['candidatesTokensDetails'];
  new MeterSplit(meters, candidates === undefined ? undefined : candidates + (isIncluded ? 0 : thoughts))
    .take('out.reasoning', thoughts)
    .take('out.audio', countModality(details, 'AUDIO'))
    .take('out.image', countModality(details, 'IMAGE'))
    .rest('out.text');
  return candidates !== undefined;
}

/** The usage object for a client; undefined when nothing is known. */
export function writeUsage({ meters }: Usage): JsonRecord | undefined {
  const input = sumMeters(meters, 'in.');
  const output = sumMeters(meters, 'out.');
  if (input === undefined && output === undefined) return undefined;
  const tool = meterOrZero(meters, 'in.tool');
  const thoughts = meterOrZero(meters, 'out.reasoning');
  return {
    promptTokenCount: (input ?? 0) - tool,
    cachedContentTokenCount: sumMeters(meters, 'in.cache_read'),
    toolUsePromptTokenCount: meters['in.tool'],
    thoughtsTokenCount: meters['out.reasoning'],
    candidatesTokenCount: (output ?? 0) - thoughts,
    totalTokenCount: (input ?? 0) + (output ?? 0),
  };
}
