import type { ChatChoice, ChatResponse, ContentPart, ImageSource, ReasoningPart } from '../chat';
import { imageUrl } from '../image-source';
import type { JsonRecord } from '../json-value';
import { writeFinishReason } from './finish-reason';
import { encodeCall } from './messages-encode';
import { writeUsage } from './usage';

/** Writes an answer as `chat.completion`. Set `createdS` first: this room has no clock. */
export function encodeResponse(response: ChatResponse): JsonRecord {
  return {
    id: response.id,
    object: 'chat.completion',
    created: response.createdS ?? 0,
    model: response.model,
    ...(response.usage.serviceTier === undefined ? {} : { service_tier: response.usage.serviceTier }),
    choices: response.choices.map(encodeChoice),
    usage: writeUsage(response.usage),
  };
}

function encodeChoice(choice: ChatChoice): JsonRecord {
  const text = joinText(choice.content);
  const message: JsonRecord = {
    role: 'assistant',
    content: text === '' && choice.toolCalls.length > 0 ? null : text,
    refusal: choice.refusal ?? null,
  };
  if (choice.toolCalls.length > 0) message['tool_calls'] = choice.toolCalls.map(encodeCall);
  const images = choice.content.flatMap((part) => (part.type === 'image' ? [part.source] : []));
  if (images.length > 0) message['images'] = images.map(writeImage);
  Object.assign(message, encodeReasoning(choice.reasoning));
  return {
    index: choice.index,
    message,
    logprobs: choice.logprobs ?? null,
    finish_reason: writeFinishReason(choice.finishReason),
  };
}

/** Where OpenRouter's clients look for the images of an answer: OpenAI's own have no place in it. */
export function writeImage(source: ImageSource, index: number): JsonRecord {
  return { type: 'image_url', index, image_url: { url: imageUrl(source) } };
}

function joinText(content: readonly ContentPart[]): string {
  return content.map((part) => (part.type === 'text' ? part.text : '')).join('');
}

/** The text where DeepSeek's clients look for it, and all that the vendor wants back where OpenRouter's do. */
export function encodeReasoning(reasoning: readonly ReasoningPart[]): JsonRecord {
  const text = reasoning.map((part) => part.text ?? '').join('');
  const details = reasoning
    .filter((part) => part.signature !== undefined || part.encrypted !== undefined)
    .map((part, index) => ({
      type: part.encrypted === undefined ? 'reasoning.text' : 'reasoning.encrypted',
      text: part.text,
      signature: part.signature,
      data: part.encrypted,
      format: part.origin,
      index,
    }));
  return {
    ...(text === '' ? {} : { reasoning_content: text }),
    ...(details.length === 0 ? {} : { reasoning_details: details }),
  };
}
