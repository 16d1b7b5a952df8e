import { describe, expect, it } from 'vitest';
import { judgeChat, readVerdict } from '@/lib/routing/shadow/judge-prompt';

const compared = {
  messages: [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Two and two?' }] }],
  served: 'four',
  shadow: 'five',
};
const asked = (shadowFirst: boolean) => JSON.stringify(judgeChat('judge', { ...compared, shadowFirst }));

describe('the judge', () => {
  it('sees the conversation and both answers, in an order that may be either', () => {
    expect(asked(false)).toContain('<first>\\nfour\\n</first>\\n\\n<second>\\nfive');
    expect(asked(true)).toContain('<first>\\nfive\\n</first>\\n\\n<second>\\nfour');
    expect(asked(true)).toContain('[user]\\nTwo and two?');
  });

  it('sees the end of what is too long', () => {
    const long = { ...compared, served: `${'x'.repeat(50_000)} the end` };
    const text = JSON.stringify(judgeChat('judge', { ...long, shadowFirst: false }));
    expect(text).toContain('the end');
    expect(text.length).toBeLessThan(16_000);
  });

  it('is understood whichever answer it saw first, also within other words', () => {
    expect(readVerdict('{"first": 8, "second": 2.5}', false)).toEqual({ served: 0.8, shadow: 0.25 });
    expect(readVerdict('Here: {"first": 8, "second": 2.5}.', true)).toEqual({ served: 0.25, shadow: 0.8 });
  });

  it.each([
    '',
    'the first',
    '{"first": 11, "second": 2}',
    '{"first": "8", "second": 2}',
    '{"first": 8}',
    '{oops}',
  ])('that says %j has said nothing', (text) => expect(readVerdict(text, false)).toBeUndefined());
});
