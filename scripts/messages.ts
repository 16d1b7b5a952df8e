import { writeFileSync } from 'node:fs';
import { LOCALES } from '@/lib/i18n/locale';
import { messagesFile, readMessages, writeMessages } from './messages/catalogue';
import { collectTexts } from './messages/collect';
import { translationProblems, useProblems } from './messages/problems';

/** Brings the catalogue in step with the source: adds new texts, drops dead ones, says what is left to translate. */
const { texts, catalogue, bare } = collectTexts();
const english = Object.keys(catalogue);
writeFileSync(messagesFile('en'), writeMessages(catalogue));
const problems = [...useProblems(texts), ...bare];
for (const language of LOCALES.filter((locale) => locale !== 'en')) {
  const alive = Object.entries(readMessages(language)).filter(([text]) => text in catalogue);
  writeFileSync(messagesFile(language), writeMessages(Object.fromEntries(alive)));
  problems.push(
    ...translationProblems(english, Object.fromEntries(alive)).map((one) => `${language}: ${one}`),
  );
}
console.log(`${english.length} texts`);
for (const problem of problems) console.log(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
