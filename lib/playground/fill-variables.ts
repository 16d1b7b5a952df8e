import type { Prompt } from './schemas';

const PLACE = /\{\{\s*(\w{1,64})\s*\}\}/g;

/** Names of the places `{{name}}` in a prompt, each once, in the order of their first. */
export function variableNames({ system, messages }: Pick<Prompt, 'system' | 'messages'>): string[] {
  const texts = [system, ...messages.map(({ text }) => text)];
  return [...new Set(texts.flatMap((text) => [...text.matchAll(PLACE)].map((match) => match[1] ?? '')))];
}

/** A text with its variables in place; a name without a value stays as it is written. Values are not looked at again. */
export function fillVariables(text: string, variables: Readonly<Record<string, string>>): string {
  return text.replace(PLACE, (place, name: string) =>
    Object.hasOwn(variables, name) ? (variables[name] ?? place) : place,
  );
}
