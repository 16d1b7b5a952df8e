import type { PromptSegment } from '../ask';
import { asRecord, asRecords, asText, type Json } from '../json';

const LOW_DETAIL_TOKENS = 85;
const HIGH_DETAIL_TOKENS = 765;

/** Tokens of one message's framing. */
export const MESSAGE_OVERHEAD = 4;

/** Content of a message, a text or a list of parts (chat and responses names alike), as prompt segments. */
export function contentSegments(content: unknown): PromptSegment[] {
  if (typeof content === 'string') return [{ text: content, overheadTokens: MESSAGE_OVERHEAD }];
  const segments = asRecords(content).map(partSegment);
  if (segments[0]) segments[0].overheadTokens = MESSAGE_OVERHEAD;
  return segments;
}

function partSegment(part: Json): PromptSegment {
  const image = asRecord(part['image_url']) ?? (part['type'] === 'input_image' ? part : undefined);
  if (image) {
    const address = asText(image['url']) ?? asText(image['image_url']) ?? asText(image['file_id']) ?? '';
    const low = image['detail'] === 'low';
    return { text: address, imageTokens: low ? LOW_DETAIL_TOKENS : HIGH_DETAIL_TOKENS };
  }
  return { text: asText(part['text']) ?? asText(part['refusal']) ?? JSON.stringify(part) };
}

/** The text in a message's content. */
export function contentText(content: unknown): string {
  if (typeof content === 'string') return content;
  return asRecords(content)
    .map((part) => asText(part['text']) ?? '')
    .join(' ');
}
