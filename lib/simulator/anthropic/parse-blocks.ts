import type { PromptSegment } from '../ask';
import { asRecord, asRecords, asText, type Json } from '../json';

const IMAGE_TOKENS = 1568;

/** Tokens of one message's framing. */
export const MESSAGE_OVERHEAD = 4;

function cacheTtl(block: Json): '5m' | '1h' | undefined {
  const control = asRecord(block['cache_control']);
  if (control?.['type'] !== 'ephemeral') return undefined;
  return control['ttl'] === '1h' ? '1h' : '5m';
}

/** One content block, tool or system block. */
export function blockSegment(block: Json): PromptSegment {
  const segment: PromptSegment = { text: blockText(block) };
  if (block['type'] === 'image') segment.imageTokens = IMAGE_TOKENS;
  const ttl = cacheTtl(block);
  if (ttl) segment.cacheTtl = ttl;
  return segment;
}

function blockText(block: Json): string {
  switch (block['type']) {
    case 'text':
      return asText(block['text']) ?? '';
    case 'thinking':
      return asText(block['thinking']) ?? '';
    case 'tool_result':
      return contentText(block['content']);
    default: {
      // The breakpoint is no part of what is cached.
      const { cache_control: _marker, ...rest } = block;
      return JSON.stringify(rest);
    }
  }
}

/** `content` of a message, or `system`: a text or a list of blocks. */
export function contentSegments(content: unknown): PromptSegment[] {
  if (typeof content === 'string') return [{ text: content, overheadTokens: MESSAGE_OVERHEAD }];
  const segments = asRecords(content).map(blockSegment);
  if (segments[0]) segments[0].overheadTokens = MESSAGE_OVERHEAD;
  return segments;
}

export function contentText(content: unknown): string {
  if (typeof content === 'string') return content;
  return asRecords(content)
    .map((block) => asText(block['text']) ?? '')
    .join(' ');
}
