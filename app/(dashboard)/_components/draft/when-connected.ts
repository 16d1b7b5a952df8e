import { lostWords } from '@/components/forms/lost-words';
import type { T } from '@/lib/i18n/t';
import { refused, type Refusal } from '../action/action-state';

/** What a step came to; said plainly when it never reached the server. Next's own way out, to another page, is let through. */
export async function whenConnected<S>(t: T, step: () => Promise<S>): Promise<S | Refusal> {
  try {
    return await step();
  } catch (error) {
    return refused(lostWords(t, error));
  }
}
