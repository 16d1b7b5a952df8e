import { msg } from './msg';
import type { T } from './t';

/** Words of enumerations that pages show as they are stored. */
const WORDS: ReadonlySet<string> = new Set([
  ...[msg('daily'), msg('weekly'), msg('monthly'), msg('total'), msg('hard'), msg('soft')],
  ...[msg('workspace'), msg('team'), msg('user'), msg('key'), msg('model'), msg('tag'), msg('provider')],
  ...[msg('15 minutes'), msg('30 minutes'), msg('3 hours'), msg('day'), msg('week'), msg('month')],
  ...[msg('firing'), msg('pending'), msg('resolved'), msg('ok'), msg('muted')],
  ...[msg('healthy'), msg('degraded'), msg('unhealthy'), msg('unknown')],
  ...[msg('complex reasoning'), msg('simple faq'), msg('fast'), msg('balanced'), msg('code')],
  ...[msg('unpriced'), msg('quarantined'), msg('priced'), msg('yes'), msg('no')],
]);

/** A stored word in the reader's language; one that is not known stays as it is. */
export const sayWord = (t: T, word: string): string => (WORDS.has(word) ? t(word) : word);
