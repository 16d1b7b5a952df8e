import { describe, expect, it } from 'vitest';
import { readFinishReason as readAnthropic } from '@/lib/dialects/anthropic-messages/finish-reason';
import { readFinishReason as readGemini } from '@/lib/dialects/gemini/finish-reason';
import { readFinishReason as readChat } from '@/lib/dialects/openai-chat/finish-reason';
import { readUsage } from '@/lib/dialects/openai-chat/usage';
import { readServiceTier } from '@/lib/dialects/service-tier';

// What every object of JavaScript has, and a table of names must not.
describe.each(['toString', 'constructor', '__proto__', 'valueOf', 'hasOwnProperty'])(
  'a provider that says %j',
  (name) => {
    it.each([
      ['anthropic-messages', readAnthropic],
      ['gemini', (said: unknown) => readGemini(said, false)],
      ['openai-chat', readChat],
    ])('as its finish reason says none that we know (%s)', (_dialect, read) =>
      expect(read(name)).toBe('other'),
    );

    it('as its service tier has a tier of that name', () =>
      expect(readServiceTier(name)).toBe(name.toLowerCase()));

    it('as the size of its searches is billed for medium ones', () => {
      const usage = {
        prompt_tokens: 1,
        completion_tokens: 1,
        search_context_size: name,
        num_search_queries: 2,
      };
      expect(readUsage({ usage })?.meters).toEqual({ 'in.text': 1, 'out.text': 1, 'web_search.med': 2 });
    });
  },
);
