import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trimMessages } from '@/lib/routing/trim-messages';

const system = { role: 'system', content: 'Be brief.' };
const user = (content: string) => ({ role: 'user', content });
const assistant = (content: string) => ({ role: 'assistant', content });
const LONG = 'word '.repeat(200);
const WINDOW = { windowTokens: 800, maxOutputTokens: 100 };

describe('trimMessages', () => {
  it('keeps instructions and the newest turns, oldest first to go', () => {
    const talk = [system, user(LONG), assistant(LONG), user(LONG), assistant('Yes.'), user('And now?')];
    expect(trimMessages(talk, {}, WINDOW)).toEqual({
      messages: [system, user(LONG), assistant('Yes.'), user('And now?')],
      dropped: 2,
    });
  });
  it('begins with a user, never with an answer to a tool call that is gone', () => {
    const call = { role: 'assistant', tool_calls: [{ id: 'c' }], content: LONG };
    const answered = { role: 'tool', tool_call_id: 'c', content: 'ok' };
    const result = { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'c' }] };
    for (const answer of [answered, result])
      expect(trimMessages([user(LONG), call, answer, assistant(LONG), user('?')], {}, WINDOW)).toEqual({
        messages: [user('?')],
        dropped: 4,
      });
  });
  it('leaves alone a single message, however long', () => {
    expect(trimMessages([system, user(LONG.repeat(50))], {}, { windowTokens: 10 })).toBeUndefined();
  });
  it('always keeps the last turn and every instruction, in their order', () => {
    const message = fc.record({
      role: fc.constantFrom('user', 'assistant', 'system'),
      content: fc.string({ maxLength: 2_000 }),
    });
    fc.assert(
      fc.property(
        fc.array(message, { maxLength: 30 }),
        fc.integer({ min: 10, max: 5_000 }),
        (talk, windowTokens) => {
          const all = [...talk, user('last')];
          const kept = trimMessages(all, {}, { windowTokens })?.messages ?? all;
          expect(kept.at(-1)).toEqual(user('last'));
          expect(all.filter((one) => kept.includes(one))).toEqual(kept);
          expect(kept.filter((one) => (one as { role: string }).role === 'system')).toEqual(
            all.filter(({ role }) => role === 'system'),
          );
        },
      ),
    );
  });
});
