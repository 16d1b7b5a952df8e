import type { BatchState } from '@/lib/batches/schemas';
import { msg } from '@/lib/i18n/msg';

export const STATE_WORDS: Record<BatchState, string> = {
  validating: msg('being checked'),
  failed: msg('refused'),
  in_progress: msg('under way'),
  finalizing: msg('writing results'),
  completed: msg('done'),
  cancelling: msg('being cancelled'),
  cancelled: msg('cancelled'),
};
