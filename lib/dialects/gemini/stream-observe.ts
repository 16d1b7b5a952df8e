import { DeltaShape } from '../delta-shape';
import { arrayOf, isRecord, recordOf, textOf, tryParseJson } from '../json-value';
import { outputWeight } from '../output-weight';
import { readErrorObject } from '../read-error-answer';
import type { Observation, SseEvent, StreamObserver } from '../types';
import { readAnswerParts } from './answer-parts';
import { ERROR_READING } from './error';
import { readFinishReason } from './finish-reason';
import { readUsage } from './usage';

const NOTHING: Observation = Object.freeze({ content: false, outputWeight: 0 });

/** Watches a passed-through stream. Chunks are few and large, and most carry usage, so nearly all are parsed. */
export function observeStream(_options: { hideUsage: boolean }): StreamObserver {
  const shape = new DeltaShape(['text']);
  let called = false;

  function observeParsed(data: string): Observation {
    const body = tryParseJson(data);
    if (!isRecord(body) && !Array.isArray(body)) return NOTHING;
    const error = readErrorObject(body, ERROR_READING);
    if (error !== undefined) return { ...NOTHING, error };
    const candidates = arrayOf(recordOf(body)['candidates']).map(recordOf);
    const parts = candidates.flatMap(readAnswerParts);
    called ||= parts.some((part) => part.kind === 'call');
    const weight = parts.reduce((sum, part) => sum + weightOf(part), 0);
    const seen: Observation = { content: parts.length > 0, outputWeight: weight };
    const reason = endOf(recordOf(body), candidates);
    if (reason !== undefined) {
      seen.finished = true;
      seen.finishReason = readFinishReason(reason, called);
    }
    const usage = readUsage(body);
    if (usage !== undefined) seen.usage = reason === undefined ? { ...usage, provenance: 'partial' } : usage;
    return seen;
  }

  return {
    observe({ data }: SseEvent): Observation {
      if (data === undefined || data === '') return NOTHING;
      const known = shape.match(data);
      if (known !== undefined) return { content: true, outputWeight: known };
      const seen = observeParsed(data);
      const saysNoMore = seen.finished === undefined && seen.usage === undefined && seen.error === undefined;
      if (seen.content && saysNoMore) shape.learn(data);
      return seen;
    },
  };
}

/** The word for the end, of a candidate or of a prompt that was blocked. */
export function endOf(
  body: Record<string, unknown>,
  candidates: readonly Record<string, unknown>[],
): string | undefined {
  const ended = candidates
    .map((candidate) => textOf(candidate['finishReason']))
    .find((one) => one !== undefined);
  return (
    ended ?? (textOf(recordOf(body['promptFeedback'])['blockReason']) === undefined ? undefined : 'SAFETY')
  );
}

function weightOf(part: ReturnType<typeof readAnswerParts>[number]): number {
  if (part.kind === 'call') return outputWeight(part.call.name) + outputWeight(part.call.arguments);
  if (part.kind === 'reasoning') return outputWeight(part.part.text ?? '');
  return part.part.type === 'text' ? outputWeight(part.part.text) : 0;
}
