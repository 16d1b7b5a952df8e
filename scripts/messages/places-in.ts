import { parseMessage, type Part } from '@/lib/i18n/parse-message';

/** Names of the places and tags of a message, sorted, each once. Throws SyntaxError for one that cannot be read. */
export function placesIn(message: string): string[] {
  const names = new Set<string>();
  const look = (parts: readonly Part[]): void => {
    for (const part of parts) {
      if (typeof part === 'string') continue;
      names.add(part.name);
      if (part.kind === 'tag') look(part.children);
      if (part.kind === 'plural') for (const form of part.forms.values()) look(form);
    }
  };
  look(parseMessage(message));
  return [...names].sort();
}
