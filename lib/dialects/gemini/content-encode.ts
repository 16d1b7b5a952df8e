import type { ContentPart, ImageSource } from '../chat';
import type { DroppedParameters } from '../dropped-parameters';
import { asksForDetail } from '../image-source';
import { type JsonRecord, recordOf } from '../json-value';
import { unsupported } from '../parameter-names';

const IMAGE_TYPES: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({
    gif: 'image/gif',
    heic: 'image/heic',
    jpeg: 'image/jpeg',
    jpg: 'image/jpeg',
    png: 'image/png',
    webp: 'image/webp',
  }),
);

export function encodeContent(content: readonly ContentPart[], dropped: DroppedParameters): JsonRecord[] {
  return content
    .filter((part) => part.type !== 'text' || part.text !== '')
    .map((part) => encodePart(part, dropped));
}

function encodePart(part: ContentPart, dropped: DroppedParameters): JsonRecord {
  if ('cacheMarker' in part && part.cacheMarker !== undefined) dropped.add('cacheMarkers');
  switch (part.type) {
    case 'text':
      return { text: part.text };
    case 'image':
      return encodeImage(part.source, dropped);
    case 'audio':
      return { inlineData: { mimeType: `audio/${part.format}`, data: part.data } };
    case 'file':
      return part.data === undefined
        ? { fileData: { fileUri: part.url, mimeType: part.mediaType } }
        : { inlineData: { mimeType: part.mediaType ?? 'application/pdf', data: part.data } };
    case 'native':
      if (part.dialect === 'gemini') return recordOf(part.value);
      throw unsupported(part.path, 'this content is known to its own vendor only');
  }
}

/** A URL needs its media type; by its ending, else the commonest. */
function encodeImage(source: ImageSource, dropped: DroppedParameters): JsonRecord {
  if (asksForDetail(source)) dropped.add('imageDetail');
  if (source.kind === 'base64') return { inlineData: { mimeType: source.mediaType, data: source.data } };
  const ending = /\.(\w{3,4})(?:[?#]|$)/.exec(source.url)?.[1]?.toLowerCase() ?? '';
  return { fileData: { fileUri: source.url, mimeType: IMAGE_TYPES.get(ending) ?? 'image/jpeg' } };
}
