import { hash } from 'node:crypto';
import type { ChatRequest } from '@/lib/dialects/chat';

/** Longer prompts are told apart by their two ends and their length: what it costs stays below 60 µs. */
const MOST_CHARS = 32_768;
const KEPT_CHARS = 11;

/**
 * 66 bits of a keyed SHA-256 over what is asked of which model, by which repeats are found in the books: without the key
 * nobody can try prompts against it. White space at the ends of a text says nothing. Undefined for prompts that are not
 * text alone.
 */
export function promptFingerprint(key: string, { model, messages, tools }: ChatRequest): string | undefined {
  let said = `${model}\n${tools?.map(({ name }) => name).join() ?? ''}`;
  for (const { role, content } of messages) {
    said += `\n\u0001${role}\n`;
    for (const part of content) {
      if (part.type !== 'text') return undefined;
      said += `${part.text.trim()}\n`;
    }
  }
  const end = MOST_CHARS / 2;
  const text =
    said.length <= MOST_CHARS ? said : `${said.slice(0, end)}\u0001${said.length}\u0001${said.slice(-end)}`;
  return hash('sha256', key + text, 'base64url').slice(0, KEPT_CHARS);
}
