import { msg, type Message } from '@/lib/i18n/msg';
import type { BenchmarkState, Way } from '@/lib/latency/schemas';

export const STATE_WORDS: Record<BenchmarkState, Message> = {
  waiting: msg('waiting'),
  running: msg('under way'),
  cancelling: msg('being cancelled'),
  done: msg('done'),
  capped: msg('ended at its cap'),
  cancelled: msg('cancelled'),
  interrupted: msg('interrupted'),
  failed: msg('failed'),
};

export const WAY_WORDS: Record<Way, Message> = { gateway: msg('gateway'), direct: msg('direct') };
