import type { ChatRequest } from '@/lib/dialects/chat';
import type { CacheSettings } from './schemas';

/** Parameters whose answers change with time or with what the vendor keeps. */
const TIMELY = ['web_search_options', 'background', 'audio', 'previous_response_id', 'conversation'];

/**
 * Why a request's answer is not kept, in words; undefined when it may be. Pure. What a rule allows by `cache` still
 * excludes several answers at once, variety that the client asks for, and tools that the vendor runs itself.
 */
export function uncacheable(chat: ChatRequest, settings: CacheSettings): string | undefined {
  if ((chat.n ?? 1) > 1) return 'several answers are wanted';
  if ((chat.temperature ?? 0) > 0 && !settings.sampled) return 'a temperature above 0 asks for variety';
  if ((chat.nativeTools?.length ?? 0) > 0)
    return 'a tool that the vendor runs finds something else each time';
  const timely = TIMELY.find((name) => chat.extra?.[name] !== undefined && chat.extra[name] !== false);
  return timely === undefined ? undefined : `${timely} makes each answer another`;
}
