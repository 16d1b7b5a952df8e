import { LOCALES } from '@/lib/i18n/locale';
import { readMessages, writeMessages } from '../messages/catalogue';
import { collectTexts } from '../messages/collect';
import { translationProblems, useProblems } from '../messages/problems';
import type { Outcome } from './outcome';

/** The catalogue is in step with the source, and every text is translated: nothing missing, nothing dead. */
export async function checkMessages(): Promise<Outcome> {
  const { texts, catalogue, bare } = collectTexts();
  const english = Object.keys(catalogue);
  const problems = [...useProblems(texts), ...bare];
  if (writeMessages(readMessages('en')) !== writeMessages(catalogue))
    problems.push('the catalogue is not in step with the source: run `npm run messages`');
  for (const language of LOCALES.filter((locale) => locale !== 'en'))
    problems.push(
      ...translationProblems(english, readMessages(language)).map((one) => `${language}: ${one}`),
    );
  const isGood = problems.length === 0;
  return {
    name: 'texts',
    passed: isGood ? 1 : 0,
    failed: isGood ? 0 : 1,
    skipped: [],
    output: problems.join('\n'),
    note: `${english.length} in ${LOCALES.length} languages`,
  };
}
