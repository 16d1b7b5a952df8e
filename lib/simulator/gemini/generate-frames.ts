import type { Answer, Choice, OutputCounts } from '../answer';
import type { Ask } from '../ask';
import type { Json } from '../json';
import { takeTurns } from '../take-turns';
import { textPieces } from '../text-pieces';
import type { Frame, Quirks } from '../wire';
import { callPart, finishReason, geminiId } from './generate-answer';
import { geminiUsage } from './usage';

/** Writes chunks; each carries the usage up to it, as Gemini's do. */
class ChunkWriter {
  readonly #answer: Answer;
  readonly #quirks: Quirks;
  readonly #output: OutputCounts = { text: 0, reasoning: 0 };

  constructor(answer: Answer, quirks: Quirks) {
    this.#answer = answer;
    this.#quirks = quirks;
  }

  content(index: number, part: Json | undefined, reasoning: boolean): Frame {
    if (reasoning) this.#output.reasoning += 1;
    else this.#output.text += 1;
    const text = part ? this.chunk({ content: { parts: [part], role: 'model' }, index }) : '';
    return { part: 'content', reasoning, text };
  }

  chunk(candidate: Json): string {
    const chunk: Json = { candidates: [candidate] };
    if (this.#quirks.usage !== 'missing') {
      chunk['usageMetadata'] = geminiUsage(this.#answer.prompt, this.#output);
    }
    chunk['modelVersion'] = this.#answer.model;
    chunk['responseId'] = geminiId(this.#answer);
    return `data: ${JSON.stringify(chunk)}\r\n\r\n`;
  }
}

/** The chunks of a streamed answer. The last of each candidate has its finish reason; there is no `[DONE]`. */
export function* generateFrames(ask: Ask, answer: Answer, quirks: Quirks): Generator<Frame> {
  const writer = new ChunkWriter(answer, quirks);
  yield* takeTurns(answer.choices.map((choice, index) => choiceFrames(writer, ask, choice, index, quirks)));
  for (const [index, choice] of answer.choices.entries()) {
    const last = {
      content: { parts: [{ text: '' }], role: 'model' },
      finishReason: finishReason(choice),
      index,
    };
    // Without it the stream has no end of its own: Gemini has no other terminal event.
    yield { part: 'close', text: quirks.done ? writer.chunk(last) : '' };
  }
}

function* choiceFrames(
  writer: ChunkWriter,
  ask: Ask,
  choice: Choice,
  index: number,
  quirks: Quirks,
): Generator<Frame> {
  for (const text of choice.reasoning) {
    yield writer.content(index, ask.showReasoning ? { text, thought: true } : undefined, true);
  }
  for (const call of choice.calls) {
    // A call comes whole, after the time its tokens take.
    for (const _piece of call.pieces) yield writer.content(index, undefined, false);
    yield writer.content(index, callPart(call), false);
  }
  for (const text of textPieces(choice, quirks.endless)) yield writer.content(index, { text }, false);
}
