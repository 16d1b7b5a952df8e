import type { ChatChoice, ChatRequest, ChatResponse, StreamPart } from '@/lib/dialects/chat';
import { isRecord, tryParseJson } from '@/lib/dialects/json-value';
import { SseParser } from '@/lib/dialects/sse-parser';
import type { Dialect, SseEvent } from '@/lib/dialects/types';
import type { KeptAnswer } from './kept-answer';

/**
 * The body of a kept answer in the form that a request wants: whole, or as a stream with its usage or without. Undefined
 * where that would lose a word of it: only plain text is the same in both, and what a dialect says beside (citations,
 * thoughts with a signature, log probabilities) is not made up again. Pure.
 */
export function inOtherForm(
  { body, stream }: Pick<KeptAnswer, 'body' | 'stream'>,
  dialect: Dialect,
  wanted: ChatRequest,
): Buffer | undefined {
  if (wanted.logprobs !== undefined) return undefined;
  if (stream && !wanted.stream && dialect.name === 'openai-responses') return completedIn(body);
  const said = stream ? readEvents(body) : [tryParseJson(body.toString('utf8'))];
  const answer = stream ? collect(dialect, body) : dialect.decodeResponse(said[0]);
  if (answer === undefined || !isPlainText(answer)) return undefined;
  const whole = dialect.encodeResponse(answer);
  // Both forms hold the same words, so what is not in the whole one again is lost in either.
  const kept = wordsOf([whole]);
  const joined = [...kept].join('\n');
  for (const word of wordsOf(said))
    if (!kept.has(word) && !(stream && joined.includes(word))) return undefined;
  if (!wanted.stream) return Buffer.from(JSON.stringify(whole));
  const writer = dialect.writeStream(wanted);
  return Buffer.from(
    partsOf(answer)
      .map((part) => writer.write(part))
      .join(''),
  );
}

/** The last event of such a stream holds the whole answer. */
function completedIn(body: Buffer): Buffer | undefined {
  const last = readEvents(body).findLast(isRecord);
  const isWhole = last?.['type'] === 'response.completed' && isRecord(last['response']);
  return isWhole ? Buffer.from(JSON.stringify(last['response'])) : undefined;
}

function isPlainText({ choices }: ChatResponse): boolean {
  const [choice, second] = choices;
  if (choice === undefined || second !== undefined || choice.logprobs !== undefined) return false;
  return (
    choice.toolCalls.length === 0 &&
    choice.reasoning.length === 0 &&
    choice.refusal === undefined &&
    choice.content.every(({ type }) => type === 'text')
  );
}

function eventsOf(body: Buffer): SseEvent[] {
  const parser = new SseParser();
  return [...parser.push(body), ...parser.flush()];
}

const readEvents = (body: Buffer) => eventsOf(body).map(({ data }) => tryParseJson(data ?? ''));

/** The answer that a stream tells; undefined where it has no end. */
function collect(dialect: Dialect, body: Buffer): ChatResponse | undefined {
  const reader = dialect.readStream();
  const answer: ChatResponse = { id: '', model: '', choices: [], usage: { meters: {}, provenance: 'none' } };
  const choice: ChatChoice = { index: 0, content: [], toolCalls: [], reasoning: [], finishReason: 'other' };
  let text = '';
  for (const part of eventsOf(body).flatMap((event) => reader.read(event)))
    switch (part.type) {
      case 'start':
        Object.assign(answer, { id: part.id ?? '', model: part.model ?? '' });
        if (part.createdS !== undefined) answer.createdS = part.createdS;
        break;
      case 'text':
        if (part.index !== 0) return undefined;
        text += part.text;
        break;
      case 'usage':
        answer.usage = part.usage;
        break;
      case 'finish':
        choice.finishReason = part.reason;
        answer.choices = [choice];
        break;
      case 'ping':
      case 'done':
        break;
      default:
        return undefined;
    }
  choice.content.push({ type: 'text', text });
  return answer;
}

function partsOf({ id, model, createdS, choices, usage }: ChatResponse): StreamPart[] {
  const texts = (choices[0]?.content ?? []).flatMap((part): StreamPart[] =>
    part.type === 'text' && part.text !== '' ? [{ type: 'text', index: 0, text: part.text }] : [],
  );
  return [
    { type: 'start', id, model, ...(createdS !== undefined && { createdS }) },
    ...texts,
    { type: 'finish', index: 0, reason: choices[0]?.finishReason ?? 'stop' },
    { type: 'usage', usage },
    { type: 'done' },
  ];
}

/** Names of what is said of an answer and is no part of it, or of how it is cut into events. */
const ASIDE: ReadonlySet<string> = new Set([
  ...['object', 'type', 'role', 'system_fingerprint', 'service_tier', 'obfuscation', 'inference_geo'],
]);

/** Every text in some JSON values that says something. */
function wordsOf(values: readonly unknown[]): Set<string> {
  const words = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value === 'string') words.add(value);
    else if (Array.isArray(value)) value.forEach(visit);
    else if (isRecord(value))
      for (const [name, one] of Object.entries(value)) if (!ASIDE.has(name)) visit(one);
  };
  values.forEach(visit);
  words.delete('');
  return words;
}
