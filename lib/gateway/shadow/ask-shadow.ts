import { estimateTokens } from '@/lib/pricing/estimate-tokens';
import { parseUsd, type Pico } from '@/lib/pricing/money';
import { ineligible } from '@/lib/routing/eligibility';
import type { ShadowSettings } from '@/lib/routing/policy/schemas';
import { resolveTarget, type Target } from '@/lib/routing/select-targets';
import { judgeChat, readVerdict } from '@/lib/routing/shadow/judge-prompt';
import { stickyShare } from '@/lib/routing/sticky-share';
import type { AdmittedExchange } from '../exchange';
import { textOfAnswer } from './answer-text';
import { askInside, mostOf, type InsideQuestion } from './ask-inside';

/** What one comparison has spent, and what it may still: a cost that nobody knows counts as all that was held for it. */
class Purse {
  spent = 0n;
  constructor(readonly held: Pico) {}
  pay(amount: Pico | undefined): void {
    this.spent = amount === undefined ? this.held : this.spent + amount;
  }
}

/** Output of an answer to a request that limits none: what it may cost has to be known before. */
const MOST_OUTPUT_TOKENS = 4_096;

const firstAble = (asked: AdmittedExchange, name: string): Target | undefined =>
  resolveTarget(name, asked.snapshot).find((target) => ineligible(target, asked.features) === undefined);

/**
 * Another model's answer to a request that has been answered, within the day's allowance, and what a judge says of both.
 * Only the scores are kept: prompt and answers go no further than to the two models. Rejects where it could not be done.
 */
export async function askShadow(
  asked: AdmittedExchange,
  settings: ShadowSettings,
  answer: string | undefined,
): Promise<void> {
  const { deps, dialect, header, features } = asked;
  const served = asked.attempts.at(-1);
  const target = firstAble(asked, settings.target);
  if (deps.shadow === undefined || answer === undefined || served?.outcome !== 'success') return;
  if (target === undefined || target.model.id === served.model) return;
  const text = textOfAnswer(dialect, answer, header.stream);
  const judge = settings.judge === undefined ? undefined : firstAble(asked, settings.judge);
  const leave = text === '' ? undefined : deps.shadow.enter();
  if (leave === undefined) return;
  try {
    const maxOutputTokens = asked.chat.maxOutputTokens ?? target.model.maxOutputTokens ?? MOST_OUTPUT_TOKENS;
    const chat = { ...asked.chat, maxOutputTokens, includeUsage: undefined };
    const question = { chat, target, task: 'shadow' as const, inputTokens: features.inputTokens };
    const held = mostTogether(asked, settings, { question, judge, text });
    if (held === undefined) return;
    const day = new Date(deps.clock.now()).toISOString().slice(0, 10);
    const place = { ruleId: header.route.ruleId ?? '', workspaceId: header.workspaceId, day };
    if (!(await deps.shadow.take(place, held, settings))) return;
    const purse = new Purse(held);
    try {
      const other = await askInside(asked, question);
      purse.pay(other.spent);
      if (judge !== undefined && other.text !== undefined && other.text !== '')
        await compare(asked, { judge, model: target.model.id, purse, served: text, shadow: other.text });
    } finally {
      await deps.shadow.settle(place, held, purse.spent);
    }
  } finally {
    leave();
  }
}

/** What question and judging may cost together at most; undefined where one of them has no price. */
function mostTogether(
  asked: AdmittedExchange,
  { maxUsdPerDay }: ShadowSettings,
  { question, judge, text }: { question: InsideQuestion; judge: Target | undefined; text: string },
): Pico | undefined {
  const limit = parseUsd(maxUsdPerDay);
  const own = mostOf(asked, question, limit);
  if (judge === undefined || own === undefined) return own;
  const compared = { messages: asked.chat.messages, served: text, shadow: text, shadowFirst: false };
  const chat = judgeChat(judge.upstreamModel, compared);
  const inputTokens = asked.features.inputTokens + 2 * (question.chat.maxOutputTokens ?? 0) + 300;
  const judging = mostOf(asked, { chat, target: judge, task: 'shadow_judge', inputTokens }, limit);
  return judging === undefined ? undefined : own + judging;
}

interface Comparison {
  judge: Target;
  /** The shadow's. */
  model: string;
  purse: Purse;
  served: string;
  shadow: string;
}

async function compare(
  asked: AdmittedExchange,
  { judge, model, purse, served, shadow }: Comparison,
): Promise<void> {
  const { requestId, startedAt, deps } = asked;
  const shadowFirst = stickyShare(`judge ${requestId}`) < 0.5;
  const chat = judgeChat(judge.upstreamModel, { messages: asked.chat.messages, served, shadow, shadowFirst });
  const inputTokens = chat.messages.reduce(
    (sum, { content }) =>
      sum + content.reduce((own, part) => own + (part.type === 'text' ? estimateTokens(part.text) : 0), 0),
    0,
  );
  const { text, spent } = await askInside(asked, { chat, target: judge, task: 'shadow_judge', inputTokens });
  purse.pay(spent);
  const verdict = text === undefined ? undefined : readVerdict(text, shadowFirst);
  if (verdict === undefined) return;
  const label = { requestId, requestStartedAt: startedAt, source: 'judge' as const };
  const author = `judge:${judge.model.id}`;
  await deps.shadow?.label({ ...label, author, score: verdict.served });
  await deps.shadow?.label({
    ...label,
    author: `${author}:shadow`,
    score: verdict.shadow,
    judgedModel: model,
  });
}
