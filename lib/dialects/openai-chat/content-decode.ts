import { readCacheMarker } from '../cache-marker';
import type { ContentPart, ImageSource } from '../chat';
import type { ContentPartBody } from './schemas';

const DATA_URL = /^data:([\w.+-]+\/[\w.+-]+)(?:;[\w=.+-]+)*;base64,/;

/** A string or an array of parts. `path` is the message's. */
export function decodeContent(content: string | readonly ContentPartBody[], path: string): ContentPart[] {
  if (typeof content === 'string') return content === '' ? [] : [{ type: 'text', text: content }];
  return content.map((part, at) => decodePart(part, `${path}.content[${at}]`));
}

function decodePart(part: ContentPartBody, path: string): ContentPart {
  const cacheMarker = readCacheMarker(part['cache_control']);
  const marked = cacheMarker === undefined ? {} : { cacheMarker };
  switch (part.type) {
    case 'text':
      return { type: 'text', text: part.text, ...marked };
    case 'image_url':
      return { type: 'image', source: readImage(part.image_url.url, part.image_url.detail), ...marked };
    case 'input_audio':
      return { type: 'audio', format: part.input_audio.format, data: part.input_audio.data };
    case 'file':
      return decodeFile(part, path);
    case 'refusal':
      return { type: 'text', text: part.refusal };
    default:
      return { type: 'native', dialect: 'openai-chat', path, value: part };
  }
}

function decodeFile(part: Extract<ContentPartBody, { type: 'file' }>, path: string): ContentPart {
  const { file_data: data, filename } = part.file;
  if (data == null) return { type: 'native', dialect: 'openai-chat', path, value: part };
  const match = DATA_URL.exec(data.slice(0, 200));
  return {
    type: 'file',
    data: match === null ? data : data.slice(match[0].length),
    ...(match?.[1] === undefined ? {} : { mediaType: match[1] }),
    ...(filename == null ? {} : { name: filename }),
  };
}

/** An image URL, or the bytes inside a data URL. */
export function readImage(url: string, detail?: string | null): ImageSource {
  const match = url.startsWith('data:') ? DATA_URL.exec(url.slice(0, 200)) : null;
  const source: ImageSource =
    match?.[1] === undefined
      ? { kind: 'url', url }
      : { kind: 'base64', mediaType: match[1], data: url.slice(match[0].length) };
  return detail == null || detail === 'auto' ? source : { ...source, detail };
}
