import type { Recommendation } from '../recommendation';

/** What can't be told from what is recorded today, and why: said rather than guessed. */
export function detectNotRecorded(): Recommendation[] {
  return [
    {
      id: 'cacheable-repeats',
      title: 'Repeats that a cache could answer',
      state: 'unknown',
      evidence: [
        'Not enough is recorded to tell: prompts leave no fingerprint on the books, so repeats are not seen.',
      ],
    },
    {
      id: 'oversized-max-tokens',
      title: 'Output limits far above what is used',
      state: 'unknown',
      evidence: ['Not enough is recorded to tell: the limit that a request asks for is not on the books.'],
    },
  ];
}
