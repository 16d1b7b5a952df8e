import { DeltaShape } from '../delta-shape';
import { readErrorObject } from '../read-error-answer';
import { arrayOf, isRecord, type JsonRecord, recordOf, textOf, tryParseJson } from '../json-value';
import { outputWeight } from '../output-weight';
import { hasField } from '../scan-json';
import type { Observation, SseEvent, StreamObserver } from '../types';
import { readAnswerContent } from './answer-content';
import { ERROR_READING } from './error';
import { readFinishReason } from './finish-reason';
import { findUsage, readUsage } from './usage';

const NOTHING: Observation = Object.freeze({ content: false, outputWeight: 0 });
const DONE: Observation = Object.freeze({ content: false, outputWeight: 0, done: true });
const TEXT_FIELDS = ['content', 'reasoning_content', 'reasoning', 'refusal'] as const;

/** Watches a passed-through stream. Once content flows, only events that say something new are parsed. */
export function observeStream({ hideUsage }: { hideUsage: boolean }): StreamObserver {
  let contentSeen = false;
  let finished = false;
  const shape = new DeltaShape(['content', 'reasoning_content', 'reasoning', 'arguments']);

  function observeParsed(data: string): Observation {
    const chunk = tryParseJson(data);
    if (!isRecord(chunk)) return NOTHING;
    const error = readErrorObject(chunk, ERROR_READING);
    if (error !== undefined) return { ...NOTHING, error };
    const choices = arrayOf(chunk['choices']).map(recordOf);
    const weight = choices.reduce((sum, choice) => sum + weightOf(recordOf(choice['delta'])), 0);
    const seen: Observation = { content: weight > 0, outputWeight: weight };
    if (weight > 0) contentSeen = true;
    const ended = choices.find((choice) => textOf(choice['finish_reason']) !== undefined);
    if (ended !== undefined) {
      finished = true;
      seen.finished = true;
      seen.finishReason = readFinishReason(ended['finish_reason']);
    }
    if (findUsage(chunk) !== undefined) addUsage(chunk, choices.length === 0, seen);
    return seen;
  }

  function addUsage(chunk: JsonRecord, alone: boolean, seen: Observation): void {
    const usage = readUsage(chunk);
    if (usage === undefined) return;
    // Some servers report the running count in each chunk: it is whole only with the end of the answer.
    seen.usage = finished || alone ? usage : { ...usage, provenance: 'partial' };
    if (alone && hideUsage) seen.drop = true;
  }

  return {
    observe({ data }: SseEvent): Observation {
      if (data === undefined || data === '') return NOTHING;
      if (data === '[DONE]') return DONE;
      const known = shape.match(data);
      if (known !== undefined) return { content: known > 0, outputWeight: known };
      const saysMore =
        !contentSeen ||
        hasField(data, 'usage') ||
        hasField(data, 'finish_reason') ||
        data.includes('"error"');
      const learnt = saysMore ? undefined : shape.learn(data);
      return learnt === undefined ? observeParsed(data) : { content: true, outputWeight: learnt };
    },
  };
}

function weightOfParts(content: readonly unknown[]): number {
  const { text = '', thinking = '' } = readAnswerContent(content);
  return outputWeight(text) + outputWeight(thinking);
}

function weightOf(delta: JsonRecord): number {
  let weight = 0;
  for (const field of TEXT_FIELDS) {
    const value = delta[field];
    if (typeof value === 'string') weight += outputWeight(value);
    else if (Array.isArray(value)) weight += weightOfParts(value);
    // One text may stand under both names.
    if (field === 'reasoning_content' && weight > 0) break;
  }
  for (const call of arrayOf(delta['tool_calls'])) {
    const fn = recordOf(recordOf(call)['function']);
    weight += outputWeight(textOf(fn['name']) ?? '') + outputWeight(textOf(fn['arguments']) ?? '');
  }
  return weight;
}
