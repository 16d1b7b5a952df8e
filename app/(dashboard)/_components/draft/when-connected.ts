import { msg } from '@/lib/i18n/msg';
import type { T } from '@/lib/i18n/t';
import type { Refused } from './refusing';

const GONE = msg('The connection is gone. What you wrote is still here: try again in a moment.');

/** What a step came to; said plainly when it never reached the server. Next's own way out, to another page, is let through. */
export async function whenConnected<S>(t: T, step: () => Promise<S>): Promise<S | Refused> {
  try {
    return await step();
  } catch (error) {
    if (error instanceof Error && 'digest' in error) throw error;
    return { step: 'refused', problems: [{ path: '', message: t(GONE) }] };
  }
}
