import type { ContentPart } from '../chat';
import type { DroppedParameters } from '../dropped-parameters';
import { imageUrl } from '../image-source';
import { unsupported } from '../parameter-names';

/** Content as a string where that says all, else as parts. */
export function encodeContent(content: readonly ContentPart[], dropped: DroppedParameters): unknown {
  const [only] = content;
  if (only === undefined) return '';
  if (content.length === 1 && only.type === 'text' && only.cacheMarker === undefined) return only.text;
  return content.map((part) => encodePart(part, dropped));
}

export function encodePart(part: ContentPart, dropped: DroppedParameters): unknown {
  if ('cacheMarker' in part && part.cacheMarker !== undefined) dropped.add('cacheMarkers');
  switch (part.type) {
    case 'text':
      return { type: 'text', text: part.text };
    case 'image': {
      const { source } = part;
      return { type: 'image_url', image_url: { url: imageUrl(source), detail: source.detail } };
    }
    case 'audio':
      return { type: 'input_audio', input_audio: { data: part.data, format: part.format } };
    case 'file': {
      if (part.data === undefined) throw unsupported('messages', 'a file by URL cannot be sent');
      const mediaType = part.mediaType ?? 'application/pdf';
      return {
        type: 'file',
        file: { filename: part.name ?? 'file', file_data: `data:${mediaType};base64,${part.data}` },
      };
    }
    case 'native':
      if (part.dialect === 'openai-chat') return part.value;
      throw unsupported(part.path, 'this content is known to its own vendor only');
  }
}
