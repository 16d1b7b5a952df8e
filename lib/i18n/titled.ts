import type { Metadata } from 'next';
import { getT } from './get-t';
import type { Message } from './msg';

/** A page's `generateMetadata`: its title in the reader's language, and what else it says of itself. */
export const titled =
  (title: Message, more: Metadata = {}) =>
  async (): Promise<Metadata> => ({ ...more, title: (await getT())(title) });
