import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/** Where a text is shown from: what is shown from the browser is sent there in the reader's language. */
export type Place = 'browser' | 'server';

const FOLDER = path.join('lib', 'i18n', 'messages');
const texts = z.record(z.string(), z.string());

/** The catalogue of English texts, or the translations of a language. */
export const messagesFile = (language: string) => path.join(FOLDER, `${language}.json`);

export function readMessages(language: string): Record<string, string> {
  return texts.parse(JSON.parse(readFileSync(messagesFile(language), 'utf8')));
}

/** As the files hold them: sorted, so that two who add texts seldom meet. */
export function writeMessages(messages: Readonly<Record<string, string>>): string {
  const sorted = Object.entries(messages).sort(([one], [other]) => (one < other ? -1 : 1));
  return `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`;
}
