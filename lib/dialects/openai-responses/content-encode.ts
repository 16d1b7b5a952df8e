import type { ContentPart } from '../chat';
import type { DroppedParameters } from '../dropped-parameters';
import { imageUrl } from '../image-source';
import { recordOf, type JsonRecord } from '../json-value';
import { unsupported } from '../parameter-names';

/** Content of a message or of a tool's output. `said`: by the model, so texts are output. */
export function encodeContent(
  content: readonly ContentPart[],
  said: boolean,
  dropped: DroppedParameters,
): JsonRecord[] {
  return content.map((part) => encodePart(part, said, dropped));
}

function encodePart(part: ContentPart, said: boolean, dropped: DroppedParameters): JsonRecord {
  if ('cacheMarker' in part && part.cacheMarker !== undefined) dropped.add('cacheMarkers');
  switch (part.type) {
    case 'text':
      return { type: said ? 'output_text' : 'input_text', text: part.text };
    case 'image': {
      const { source } = part;
      return { type: 'input_image', image_url: imageUrl(source), detail: source.detail ?? 'auto' };
    }
    case 'audio':
      throw unsupported('messages', 'it takes no audio');
    case 'file': {
      if (part.data === undefined) return { type: 'input_file', file_url: part.url };
      const data = `data:${part.mediaType ?? 'application/pdf'};base64,${part.data}`;
      return { type: 'input_file', filename: part.name ?? 'file', file_data: data };
    }
    case 'native':
      if (part.dialect === 'openai-responses') return recordOf(part.value);
      throw unsupported(part.path, 'this content is known to its own vendor only');
  }
}
