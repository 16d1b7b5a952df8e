import { stickyShare } from '@/lib/routing/sticky-share';
import { CopyingOutbound } from '../answer/copying-outbound';
import type { AdmittedExchange } from '../exchange';
import { askShadow } from './ask-shadow';

/** Longer answers are not compared. */
const MAX_ANSWER_BYTES = 256 * 1024;

/**
 * The exchange itself where its rule has no shadow, or it is not in the sample, which is nearly always; else one whose
 * answer is copied, and compared with another model's once it has ended. Calls of tools are no text to be judged.
 */
export function watchForShadow(exchange: AdmittedExchange): AdmittedExchange {
  const { settings, deps, chat, requestId, operation } = exchange;
  const { shadow } = settings;
  if (shadow === undefined || deps.shadow === undefined || operation !== 'chat') return exchange;
  const isSampled = stickyShare(`shadow ${requestId}`) * 100 < shadow.percent;
  if (!isSampled || (chat.tools?.length ?? 0) > 0) return exchange;
  const { onError } = deps.shadow;
  const outbound = new CopyingOutbound(exchange.outbound, MAX_ANSWER_BYTES);
  const keepCopies = () => {
    exchange.keepCopies?.();
    askShadow(exchange, shadow, outbound.copy()).catch(onError);
  };
  return { ...exchange, outbound, keepCopies };
}
