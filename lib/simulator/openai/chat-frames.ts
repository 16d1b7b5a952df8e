import { countOutput, type Answer, type Choice, type OutputCounts } from '../answer';
import type { Ask } from '../ask';
import type { Json } from '../json';
import { takeTurns } from '../take-turns';
import { textPieces } from '../text-pieces';
import type { Frame, Quirks } from '../wire';
import { chatId, SYSTEM_FINGERPRINT } from './chat-answer';
import { chatUsage } from './chat-usage';
import { showsReasoning } from './shows-reasoning';

/** Writes chunks of one stream and keeps its running count. */
class ChunkWriter {
  readonly #head: Json;
  readonly #answer: Answer;
  readonly #usage: 'null' | 'running' | 'absent';
  readonly #output: OutputCounts = { text: 0, reasoning: 0 };

  constructor(ask: Ask, answer: Answer, quirks: Quirks) {
    this.#answer = answer;
    this.#usage = ask.includeUsage && quirks.usage === 'normal' ? 'null' : 'absent';
    if (quirks.usage === 'every_chunk') this.#usage = 'running';
    this.#head = {
      id: chatId(answer),
      object: 'chat.completion.chunk',
      created: answer.createdS,
      model: answer.model,
      service_tier: 'default',
      system_fingerprint: SYSTEM_FINGERPRINT,
    };
  }

  /** A chunk of one choice. */
  chunk(index: number, delta: Json, finish: string | null = null): string {
    return this.#write([{ index, delta, logprobs: null, finish_reason: finish }]);
  }

  content(index: number, delta: Json | undefined, reasoning: boolean): Frame {
    if (reasoning) this.#output.reasoning += 1;
    else this.#output.text += 1;
    return { part: 'content', reasoning, text: delta ? this.chunk(index, delta) : '' };
  }

  /** The last chunk: no choices, the whole usage. */
  total(): string {
    const usage = chatUsage(this.#answer.prompt, countOutput(this.#answer.choices), this.#answer.model);
    return `data: ${JSON.stringify({ ...this.#head, choices: [], usage })}\n\n`;
  }

  #write(choices: Json[]): string {
    const chunk: Json = { ...this.#head, choices };
    if (this.#usage === 'null') chunk['usage'] = null;
    if (this.#usage === 'running')
      chunk['usage'] = chatUsage(this.#answer.prompt, this.#output, this.#answer.model);
    return `data: ${JSON.stringify(chunk)}\n\n`;
  }
}

/** The chunks of a streamed chat completion: role, deltas, finish reason, usage if asked for, `[DONE]`. */
export function* chatFrames(ask: Ask, answer: Answer, quirks: Quirks): Generator<Frame> {
  const writer = new ChunkWriter(ask, answer, quirks);
  for (const [index, choice] of answer.choices.entries()) {
    const content = choice.calls.length > 0 ? null : '';
    yield { part: 'open', text: writer.chunk(index, { role: 'assistant', content, refusal: null }) };
  }
  const shown = showsReasoning(answer.model);
  yield* takeTurns(answer.choices.map((choice, index) => choiceFrames(writer, choice, index, shown, quirks)));
  for (const [index, choice] of answer.choices.entries()) {
    yield { part: 'close', text: writer.chunk(index, {}, choice.finish) };
  }
  if (ask.includeUsage && quirks.usage !== 'missing') yield { part: 'close', text: writer.total() };
  if (quirks.done) yield { part: 'close', text: 'data: [DONE]\n\n' };
}

function* choiceFrames(
  writer: ChunkWriter,
  choice: Choice,
  index: number,
  shown: boolean,
  quirks: Quirks,
): Generator<Frame> {
  for (const thought of choice.reasoning) {
    yield writer.content(index, shown ? { reasoning_content: thought } : undefined, true);
  }
  for (const [at, call] of choice.calls.entries()) {
    const opened = { index: at, id: `call_${call.id}`, type: 'function' };
    const start = { ...opened, function: { name: call.name, arguments: '' } };
    yield writer.content(index, { tool_calls: [start] }, false);
    for (const piece of call.pieces) {
      yield writer.content(index, { tool_calls: [{ index: at, function: { arguments: piece } }] }, false);
    }
  }
  for (const content of textPieces(choice, quirks.endless)) yield writer.content(index, { content }, false);
}
