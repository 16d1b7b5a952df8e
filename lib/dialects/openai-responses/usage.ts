import type { MeterQuantities, Usage } from '@/lib/pricing/usage';
import { countOf, isRecord, type JsonRecord, recordOf, textOf } from '../json-value';
import { splitTotal } from '../meters';
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
  const meters = { ...readInput(raw, input), ...readOutput(raw, input, output) };
  if (Object.keys(meters).length === 0) return unreadableUsage(raw);
  const isWhole = input !== undefined && output !== undefined;
  const usage: Usage = { meters, provenance: isWhole ? 'provider' : 'partial', raw };
  const servedModel = textOf(response['model']);
  if (servedModel !== undefined) usage.servedModel = servedModel;
  const tier = readServiceTier(response['service_tier']);
  if (tier !== undefined) usage.serviceTier = tier;
  return usage;
}

function readInput(raw: JsonRecord, input: number | undefined): MeterQuantities {
  const details = recordOf(raw['input_tokens_details']);
  return splitTotal(
    input,
    [
      ['in.cache_read', countOf(details['cached_tokens'])],
      ['in.cache_write.other', countOf(details['cache_write_tokens'])],
      ['in.audio', countOf(details['audio_tokens'])],
      ['in.image', countOf(details['image_tokens'])],
    ],
    'in.text',
  );
}

function readOutput(raw: JsonRecord, input: number | undefined, output: number | undefined): MeterQuantities {
  const details = recordOf(raw['output_tokens_details']);
  const reasoning = countOf(details['reasoning_tokens']) ?? 0;
  const total = countOf(raw['total_tokens']);
  const isApart =
    output !== undefined &&
    reasoning > 0 &&
    (reasoning > output || (input !== undefined && total === input + output + reasoning));
  return splitTotal(
    output === undefined ? undefined : output + (isApart ? reasoning : 0),
    [
      ['out.reasoning', reasoning],
      ['out.audio', countOf(details['audio_tokens'])],
      ['out.image', countOf(details['image_tokens'])],
    ],
    'out.text',
  );
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
