import { z } from 'zod';
import { isStorable } from '@/lib/config/check/unstorable-text';

const SCORE_OF: Readonly<Record<string, number>> = { good: 1, bad: 0 };

/** What a person or their program says of an answer. */
export const feedbackSchema = z
  .strictObject({
    /** As in `x-request-id`. */
    request_id: z.string().min(1).max(64),
    /** 0 bad to 1 good; left out where the label is `good` or `bad`. */
    score: z.number().min(0).max(1).optional(),
    /** `good`, `bad`, or a word of one's own beside a score. */
    label: z.string().min(1).max(64).refine(isStorable, 'holds a character that is no text').optional(),
  })
  .transform((given, context) => {
    const score = given.score ?? (given.label === undefined ? undefined : SCORE_OF[given.label]);
    if (score !== undefined) return { requestId: given.request_id, score, label: given.label };
    context.addIssue({
      code: 'custom',
      path: ['score'],
      message: 'a score from 0 to 1 is needed, or the label "good" or "bad"',
    });
    return z.NEVER;
  });

export type Feedback = z.infer<typeof feedbackSchema>;

/** `awaited`: the request is so new that it is not on the books yet; the word counts as soon as it is. */
export type Given = 'recorded' | 'awaited' | 'unknown';
