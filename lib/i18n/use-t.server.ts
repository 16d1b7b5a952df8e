import { use } from 'react';
import { getT } from './get-t';
import type { T } from './t';

/** `#i18n` in server components. An async one calls `await getT()` instead. */
export const useT = (): T => use(getT());
