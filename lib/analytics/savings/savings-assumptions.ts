import { msg } from '@/lib/i18n/msg';
import type { Traffic } from '../traffic/traffic-cells';

/** What a comparison takes for granted, in words, to be shown with its figures. Pure. */
export function savingsAssumptions({ cells, hits, uncosted, per }: Traffic): string[] {
  const all = [
    msg(
      'Each request would have been answered once by the one model, with as many tokens in and out. Attempts that failed, and answers that were not used, would not have been made.',
    ),
    msg(
      `Prices are those in force at the start of each ${per}, not those of today. Sums of tokens say nothing of single prompts: the prices of short prompts, of the ordinary tier and without batch discounts.`,
    ),
    msg(
      'The one model caches nothing: cached tokens count as plain input. What it would have cost with the same tokens cached stands beside it.',
    ),
    msg(
      'Where another vendor counted the tokens, the range allows for its tokenizer: either vendor’s may need up to 30 % more tokens for the same text. Published comparisons of Anthropic’s and OpenAI’s tokenizers found 16 % for English, 21 % for mathematics and 30 % for Python (VentureBeat, 1 May 2025).',
    ),
    msg(
      'What was spent is exact; a different price of long prompts that was paid is in the cause of its request.',
    ),
  ];
  if (hits > 0 && !cells.some(({ cause }) => cause === 'gateway_cache'))
    all.push(
      msg(
        `${hits} answers came from the gateway’s cache; their tokens are not on the books, so what they saved is not counted.`,
      ),
    );
  if (uncosted > 0)
    all.push(msg(`${uncosted} attempts without a known cost are in the tokens but not in the spend.`));
  return all;
}
