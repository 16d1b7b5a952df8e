import { type BodyPath, writePath } from '../body-path';
import type { ContentPart } from '../chat';
import { readImage } from '../openai-chat/content-decode';
import { validateBody } from '../validate-body';
import { type AnyPart, type ContentBody, partSchemas } from './schemas';

const DATA_URL = /^data:([\w.+-]+\/[\w.+-]+)(?:;[\w=.+-]+)*;base64,/;

export function decodeContent(content: ContentBody, path: BodyPath): ContentPart[] {
  if (typeof content === 'string') return content === '' ? [] : [{ type: 'text', text: content }];
  return content.map((part, at) => decodePart(part, [...path, at]));
}

function decodePart(part: AnyPart, path: BodyPath): ContentPart {
  switch (part.type) {
    case 'input_text':
    case 'output_text':
    case 'text':
      return { type: 'text', text: validateBody(partSchemas.text, part, path).text };
    case 'refusal':
      return { type: 'text', text: validateBody(partSchemas.refusal, part, path).refusal };
    case 'input_image': {
      const { image_url: url, detail } = validateBody(partSchemas.input_image, part, path);
      return url == null ? native(part, path) : { type: 'image', source: readImage(url, detail) };
    }
    case 'input_file':
      return decodeFile(part, path);
    default:
      return native(part, path);
  }
}

function decodeFile(part: AnyPart, path: BodyPath): ContentPart {
  const { file_data: data, file_url: url, filename } = validateBody(partSchemas.input_file, part, path);
  const named = filename == null ? {} : { name: filename };
  if (url != null) return { type: 'file', url, ...named };
  if (data == null) return native(part, path);
  const match = DATA_URL.exec(data.slice(0, 200));
  if (match?.[1] === undefined) return { type: 'file', data, ...named };
  return { type: 'file', data: data.slice(match[0].length), mediaType: match[1], ...named };
}

export function native(value: unknown, path: BodyPath): ContentPart {
  return { type: 'native', dialect: 'openai-responses', path: writePath(path), value };
}
