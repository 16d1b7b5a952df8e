import type { BatchState } from '@/lib/batches/schemas';
import { msg } from '@/lib/i18n/t';

export const STATE_WORDS: Record<BatchState, string> = {
  validating: msg('being checked'),
  failed: 'refused',
  in_progress: msg('under way'),
  finalizing: msg('writing results'),
  completed: 'done',
  cancelling: msg('being cancelled'),
  cancelled: 'cancelled',
};
