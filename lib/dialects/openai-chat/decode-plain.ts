import type { ChatMessage, ChatRequest, ContentPart } from '../chat';
import { isRecord } from '../json-value';

const ROLES: Readonly<Record<string, 'system' | 'user' | 'assistant'>> = Object.assign(Object.create(null), {
  system: 'system',
  developer: 'system',
  user: 'user',
  assistant: 'assistant',
});

/**
 * A chat of texts and a few numbers, which most are, read without the schema at a tenth of its cost. Undefined for any
 * other body and for whatever is wrong with one: the schema has the last word, and the words for it. Held equal to
 * `decodeRequest` by its tests.
 */
export function decodePlain(body: unknown): ChatRequest | undefined {
  if (!isRecord(body)) return undefined;
  const { model, messages, stream = false } = body;
  if (typeof model !== 'string' || model === '' || model.length > 256) return undefined;
  if (typeof stream !== 'boolean' || !Array.isArray(messages) || messages.length === 0) return undefined;
  const read: ChatMessage[] = [];
  for (const message of messages) {
    const plain = plainMessage(message);
    if (plain === undefined) return undefined;
    read.push(plain);
  }
  const request: ChatRequest = { door: 'openai-chat', model, messages: read, stream };
  for (const name in body) if (!takeParameter(request, name, body[name])) return undefined;
  return request;
}

/** False: not one that is read here. */
function takeParameter(request: ChatRequest, name: string, value: unknown): boolean {
  switch (name) {
    case 'model':
    case 'messages':
    case 'stream':
      return true;
    case 'max_tokens':
    case 'max_completion_tokens':
      if (!Number.isSafeInteger(value) || typeof value !== 'number' || value < 1) return false;
      // Both: which one counts is for the schema's side to say.
      if (request.maxOutputTokens !== undefined) return false;
      request.maxOutputTokens = value;
      return true;
    case 'temperature':
      if (typeof value !== 'number' || !(value >= 0 && value <= 2)) return false;
      request.temperature = value;
      return true;
    case 'user':
      if (typeof value !== 'string') return false;
      request.user = value;
      return true;
    default:
      return false;
  }
}

function plainMessage(message: unknown): ChatMessage | undefined {
  if (!isRecord(message)) return undefined;
  const { role, content } = message;
  if (typeof role !== 'string' || typeof content !== 'string') return undefined;
  for (const name in message) if (name !== 'role' && name !== 'content') return undefined;
  const known = ROLES[role];
  if (known === undefined) return undefined;
  const parts: ContentPart[] = content === '' ? [] : [{ type: 'text', text: content }];
  return { role: known, content: parts };
}
