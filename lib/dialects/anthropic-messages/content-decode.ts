import { readCacheMarker } from '../cache-marker';
import type { CacheMarker, ContentPart } from '../chat';
import type { JsonRecord } from '../json-value';
import { validateBody } from '../validate-body';
import { type BodyPath, writePath } from '../body-path';
import { type AnyBlock, blockSchemas, type ContentBody } from './schemas';

function marked(block: JsonRecord): { cacheMarker?: CacheMarker } {
  const cacheMarker = readCacheMarker(block['cache_control']);
  return cacheMarker === undefined ? {} : { cacheMarker };
}

export function decodeTextBlock(block: { text: string } & JsonRecord): ContentPart {
  return { type: 'text', text: block.text, ...marked(block) };
}

/** A string or blocks that are content (not tool calls, results or thinking). */
export function decodeContent(content: ContentBody, path: BodyPath): ContentPart[] {
  if (typeof content === 'string') return content === '' ? [] : [{ type: 'text', text: content }];
  return content.map((block, at) => decodeBlock(block, [...path, at]));
}

export function decodeBlock(block: AnyBlock, path: BodyPath): ContentPart {
  switch (block.type) {
    case 'text':
      return decodeTextBlock(validateBody(blockSchemas.text, block, path));
    case 'image':
      return decodeImage(block, path);
    case 'document':
      return decodeDocument(block, path);
    default:
      return native(block, path);
  }
}

function decodeImage(block: AnyBlock, path: BodyPath): ContentPart {
  const { source } = validateBody(blockSchemas.image, block, path);
  switch (source.type) {
    case 'base64':
      return {
        type: 'image',
        source: { kind: 'base64', mediaType: source.media_type, data: source.data },
        ...marked(block),
      };
    case 'url':
      return { type: 'image', source: { kind: 'url', url: source.url }, ...marked(block) };
    case 'file':
      return native(block, path);
  }
}

function decodeDocument(block: AnyBlock, path: BodyPath): ContentPart {
  const { source, title } = validateBody(blockSchemas.document, block, path);
  const named = title == null ? {} : { name: title };
  if (source.type === 'base64' && source.data !== undefined)
    return { type: 'file', data: source.data, mediaType: source.media_type ?? 'application/pdf', ...named };
  if (source.type === 'url' && source.url !== undefined) return { type: 'file', url: source.url, ...named };
  if (source.type === 'text' && source.data !== undefined) return { type: 'text', text: source.data };
  return native(block, path);
}

export function native(value: unknown, path: BodyPath): ContentPart {
  return { type: 'native', dialect: 'anthropic-messages', path: writePath(path), value };
}
