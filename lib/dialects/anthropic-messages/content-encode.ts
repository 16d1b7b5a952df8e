import type { CacheMarker, ContentPart, ImageSource } from '../chat';
import { type JsonRecord, recordOf } from '../json-value';
import { unsupported } from '../parameter-names';

export function encodeCacheMarker(marker: CacheMarker | undefined): JsonRecord | undefined {
  return marker === undefined ? undefined : { type: 'ephemeral', ttl: marker.ttl };
}

/** Content as blocks. Blank texts are left out: the API refuses them. */
export function encodeContent(content: readonly ContentPart[]): JsonRecord[] {
  return content.filter((part) => part.type !== 'text' || /\S/.test(part.text)).map(encodePart);
}

function encodePart(part: ContentPart): JsonRecord {
  switch (part.type) {
    case 'text':
      return { type: 'text', text: part.text, cache_control: encodeCacheMarker(part.cacheMarker) };
    case 'image':
      return {
        type: 'image',
        source: encodeImage(part.source),
        cache_control: encodeCacheMarker(part.cacheMarker),
      };
    case 'audio':
      throw unsupported('messages', 'it takes no audio');
    case 'file':
      return { type: 'document', title: part.name, source: encodeFile(part) };
    case 'native':
      if (part.dialect === 'anthropic-messages') return recordOf(part.value);
      throw unsupported(part.path, 'this content is known to its own vendor only');
  }
}

function encodeImage(source: ImageSource): JsonRecord {
  return source.kind === 'url'
    ? { type: 'url', url: source.url }
    : { type: 'base64', media_type: source.mediaType, data: source.data };
}

function encodeFile({ data, url, mediaType }: Extract<ContentPart, { type: 'file' }>): JsonRecord {
  if (data === undefined) return { type: 'url', url };
  if (mediaType?.startsWith('text/') === true)
    return { type: 'text', media_type: 'text/plain', data: Buffer.from(data, 'base64').toString('utf8') };
  return { type: 'base64', media_type: mediaType ?? 'application/pdf', data };
}
