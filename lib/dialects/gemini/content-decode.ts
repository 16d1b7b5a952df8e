import { type BodyPath, writePath } from '../body-path';
import type { ContentPart } from '../chat';
import type { PartBody } from './schemas';

/** Parts that are content: neither calls, nor their results, nor thoughts. */
export function decodeContent(parts: readonly PartBody[], path: BodyPath): ContentPart[] {
  return parts.flatMap((part, at) => decodePart(part, [...path, at]));
}

export function decodePart(part: PartBody, path: BodyPath): ContentPart[] {
  if (part.text !== undefined) return part.text === '' ? [] : [{ type: 'text', text: part.text }];
  if (part.inlineData !== undefined) return [decodeBlob(part.inlineData)];
  if (part.fileData !== undefined) {
    const { fileUri, mimeType } = part.fileData;
    if (mimeType?.startsWith('image/') === true)
      return [{ type: 'image', source: { kind: 'url', url: fileUri } }];
    return [{ type: 'file', url: fileUri, ...(mimeType === undefined ? {} : { mediaType: mimeType }) }];
  }
  return [{ type: 'native', dialect: 'gemini', path: writePath(path), value: part }];
}

export function decodeBlob({ mimeType, data }: { mimeType: string; data: string }): ContentPart {
  if (mimeType.startsWith('image/'))
    return { type: 'image', source: { kind: 'base64', mediaType: mimeType, data } };
  if (mimeType.startsWith('audio/')) return { type: 'audio', format: mimeType.slice('audio/'.length), data };
  return { type: 'file', mediaType: mimeType, data };
}
