import type { ContentPart, ImageSource } from './chat';

/** An image as one address, with its bytes in it where there is no other. */
export function imageUrl(source: ImageSource): string {
  return source.kind === 'url' ? source.url : `data:${source.mediaType};base64,${source.data}`;
}

/** What stands for an image of an answer where the door has no place for one: it was made and is billed. */
export function toldImage(source: ImageSource): string {
  const kind = source.kind === 'url' ? 'image' : source.mediaType;
  return `[${kind}: this API has no place for an image in an answer; /v1/chat/completions has]`;
}

/** The words of an answer for such a door. */
export function textsOf(content: readonly ContentPart[]): string[] {
  return content.flatMap((part) => {
    if (part.type === 'text') return [part.text];
    return part.type === 'image' ? [toldImage(part.source)] : [];
  });
}

/** Whether it is to be looked at in a certain resolution, which is OpenAI's to know. */
export function asksForDetail({ detail }: ImageSource): boolean {
  return detail !== undefined;
}
