import type { Meter, MeterQuantities, Usage } from '@/lib/pricing/usage';
import { arrayOf, countOf, isRecord, type JsonRecord, recordOf, textOf } from '../json-value';
import { addUsed, splitTotal } from '../meters';
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
  const output = readOutput(raw, prompt);
  const meters = { ...readPrompt(raw, prompt), ...output.meters };
  addUsed(meters, [['in.tool', countOf(raw['toolUsePromptTokenCount'])]]);
  if (Object.keys(meters).length === 0) return unreadableUsage(raw);
  const isWhole = prompt !== undefined && output.isWhole;
  const usage: Usage = { meters, provenance: isWhole ? 'provider' : 'partial', raw };
  const servedModel = textOf(answer['modelVersion']);
  if (servedModel !== undefined) usage.servedModel = servedModel;
  const tier = readServiceTier(raw['serviceTier'] ?? raw['trafficType']);
  if (tier !== undefined) usage.serviceTier = tier;
  return usage;
}

/** The prompt includes what came from the cache, modality by modality. */
function readPrompt(raw: JsonRecord, prompt: number | undefined): MeterQuantities {
  const cached = countOf(raw['cachedContentTokenCount']) ?? 0;
  let cachedMedia = 0;
  const cachedParts: [Meter, number][] = [];
  const freshParts: [Meter, number][] = [];
  for (const [modality, fresh, fromCache] of MODALITIES) {
    const hit = Math.min(countModality(raw['cacheTokensDetails'], modality), cached - cachedMedia);
    cachedMedia += hit;
    cachedParts.push([fromCache, hit]);
    freshParts.push([fresh, Math.max(0, countModality(raw['promptTokensDetails'], modality) - hit)]);
  }
  return splitTotal(
    prompt,
    [...cachedParts, ['in.cache_read', cached - cachedMedia], ...freshParts],
    'in.text',
  );
}

/** Candidates exclude thoughts, unless the total shows that they do not. Without candidates the total tells their count. */
function readOutput(
  raw: JsonRecord,
  prompt: number | undefined,
): { meters: MeterQuantities; isWhole: boolean } {
  const thoughts = countOf(raw['thoughtsTokenCount']) ?? 0;
  const total = countOf(raw['totalTokenCount']);
  const input = (prompt ?? 0) + (countOf(raw['toolUsePromptTokenCount']) ?? 0);
  const told = countOf(raw['candidatesTokenCount']);
  const rest = total === undefined || prompt === undefined ? undefined : total - input - thoughts;
  const candidates = told ?? (rest !== undefined && rest >= 0 ? rest : undefined);
  const isIncluded =
    told !== undefined && thoughts > 0 && thoughts <= told && prompt !== undefined && total === input + told;
  const details = raw['candidatesTokensDetails'];
  const meters = splitTotal(
    candidates === undefined ? undefined : candidates + (isIncluded ? 0 : thoughts),
    [
      ['out.reasoning', thoughts],
      ['out.audio', countModality(details, 'AUDIO')],
      ['out.image', countModality(details, 'IMAGE')],
    ],
    'out.text',
  );
  return { meters, isWhole: candidates !== undefined };
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
