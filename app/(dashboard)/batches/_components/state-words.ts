import type { BatchState } from '@/lib/batches/schemas';

export const STATE_WORDS: Record<BatchState, string> = {
  validating: 'being checked',
  failed: 'refused',
  in_progress: 'under way',
  finalizing: 'writing results',
  completed: 'done',
  cancelling: 'being cancelled',
  cancelled: 'cancelled',
};
