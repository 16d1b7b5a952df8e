import type { ChatRequest } from '@/lib/dialects/chat';
import { asksToThink } from '@/lib/dialects/reasoning-effort';
import { parseUsd, type Pico } from '@/lib/pricing/money';
import type { PriceBook, PriceQuery } from '@/lib/pricing/types';
import type { Meter, MeterQuantities } from '@/lib/pricing/usage';
import type { Target } from '@/lib/routing/select-targets';

/** What an attempt may cost at most, and how that grows with its output. */
export interface AttemptEstimate {
  /** With all the output that it may have. */
  want: Pico;
  /** With the least output that is of use. */
  least: Pico;
  /** Output tokens of one answer that an amount pays for, at most what is wanted. */
  tokensFor(amount: Pico): number;
  /** Output tokens of one answer that `want` is for; undefined where there is no output to limit. */
  wantTokens: number | undefined;
}

export interface EstimateInput {
  prices: PriceBook;
  chat: ChatRequest;
  target: Target;
  /** Estimated prompt tokens. */
  inputTokens: number;
  /** Of these, what is spoken; it is billed by a meter of its own. */
  audioTokens?: number | undefined;
  embeddings: boolean;
  /** Epoch ms of the request: prices are pinned then. */
  at: number;
  /** The smallest limit among the budgets: a request without a limit of its own is held to a part of it. */
  smallestLimit: Pico;
}

/** The estimate may be a fifth too low; vendors add some tokens around messages and tools. */
const INPUT_FACTOR = 1.3;
const INPUT_EXTRA_TOKENS = 32;
/** An answer shorter than this is of no use to anybody who allowed more. */
const LEAST_OUTPUT_TOKENS = 64;
/** For models of which nothing is known. */
const DEFAULT_OUTPUT_TOKENS = 4_096;
/** Part of the limit that a request without a limit of its own may hold. */
const UNLIMITED_DIVISOR = 20n;

/** Meters that the prompt may be billed as; whichever is dearest is reserved. */
function inputMeters(chat: ChatRequest): Meter[] {
  const marked = (part: { cacheMarker?: unknown }) => part.cacheMarker !== undefined;
  const caches =
    chat.messages.some(({ content }) =>
      content.some((part) => part.type !== 'audio' && 'cacheMarker' in part && marked(part)),
    ) || chat.tools?.some(marked) === true;
  return caches ? ['in.text', 'in.cache_write.1h'] : ['in.text'];
}

/**
 * Estimates an attempt with the calculator that bills it. Undefined when a price is missing: nobody then knows what it
 * would cost. Pure.
 */
export function estimateAttempt(input: EstimateInput): AttemptEstimate | undefined {
  const { chat, target, embeddings } = input;
  const answers = chat.n ?? 1;
  const cost = (tokens: number) => dearest(input, embeddings ? 0 : tokens * answers);
  const base = cost(0);
  if (base === undefined) return undefined;
  if (embeddings) return { want: base, least: base, tokensFor: () => 0, wantTokens: undefined };

  const own = target.model.maxOutputTokens;
  const most = Math.max(1, Math.min(chat.maxOutputTokens ?? own ?? DEFAULT_OUTPUT_TOKENS, own ?? Infinity));
  const atMost = cost(most);
  if (atMost === undefined) return undefined;
  const tokensFor = (amount: Pico, wanted: number): number => {
    if (amount >= atMost) return wanted;
    const slope = atMost - base;
    const tokens = slope <= 0n ? wanted : Number(((amount - base) * BigInt(most)) / slope);
    return Math.max(0, Math.min(wanted, tokens));
  };
  const affordable =
    chat.maxOutputTokens === undefined
      ? Math.max(
          tokensFor(input.smallestLimit / UNLIMITED_DIVISOR, most),
          Math.min(most, DEFAULT_OUTPUT_TOKENS),
        )
      : most;
  // A limit on reasoning is a limit on thinking too: cut short it gives no answer at all.
  const leastTokens = asksToThink(chat.reasoning) ? affordable : Math.min(affordable, LEAST_OUTPUT_TOKENS);
  const want = cost(affordable);
  const least = cost(leastTokens);
  if (want === undefined || least === undefined) return undefined;
  return { want, least, tokensFor: (amount) => tokensFor(amount, affordable), wantTokens: affordable };
}

/** Meters that the answer may be billed as. */
const outputMeters = (chat: ChatRequest): Meter[] =>
  chat.extra?.['audio'] === undefined ? ['out.text'] : ['out.text', 'out.audio'];

const withMargin = (tokens: number) => Math.ceil(tokens * INPUT_FACTOR);

function dearest(input: EstimateInput, output: number): Pico | undefined {
  const { prices, chat, target, at, inputTokens, audioTokens = 0 } = input;
  const prompt = withMargin(inputTokens - audioTokens) + INPUT_EXTRA_TOKENS;
  const spoken = audioTokens > 0 ? { 'in.audio': withMargin(audioTokens) } : {};
  let highest: Pico | undefined;
  const pairs = inputMeters(chat).flatMap((read) =>
    (output > 0 ? outputMeters(chat) : [undefined]).map((said) => ({ read, said })),
  );
  for (const { read, said } of pairs) {
    const written: MeterQuantities = said === undefined ? {} : { [said]: output };
    const meters: MeterQuantities = { [read]: prompt, ...spoken, ...written };
    const query: PriceQuery = {
      provider: target.provider.id,
      model: target.upstreamModel,
      at,
      usage: { meters, provenance: 'estimated', ...tierOf(chat) },
      region: target.provider.region,
    };
    const { state, totalUsd } = prices.calculate(query);
    if (state !== 'priced' || totalUsd === null) return undefined;
    const total = parseUsd(totalUsd);
    if (highest === undefined || total > highest) highest = total;
  }
  return highest;
}

/** A dearer tier is reserved for; a cheaper one may not be granted. */
function tierOf(chat: ChatRequest): { serviceTier?: string } {
  return chat.serviceTier === 'priority' ? { serviceTier: 'priority' } : {};
}
