import type { Snapshot } from '@/lib/config/snapshot/snapshot';
import type { ChatRequest } from '@/lib/dialects/chat';
import type { Target } from '@/lib/routing/select-targets';
import { findTargets } from './find-targets';
import { promptsOf } from './prompt-sets';
import type { KeptSettings, Way } from './schemas';

/** A benchmark against one configuration: what its requests are made of. */
export interface Course {
  targets: readonly Target[];
  texts: readonly string[];
  ways: readonly Way[];
  /** Each target is asked once by each way in a round. */
  rounds: number;
  maxTokens: number;
}

/** One request of a benchmark, before it is sent. */
export interface Planned {
  seq: number;
  target: Target;
  way: Way;
  prompt: string;
}

/** Throws GatewayError 400 for targets that cannot be measured. */
export function courseOf(settings: KeptSettings, snapshot: Snapshot): Course {
  const { ways, requests: rounds, maxTokens } = settings;
  const targets = findTargets(settings.targets, snapshot);
  return { targets, texts: promptsOf(settings.prompts), ways, rounds, maxTokens };
}

export const lengthOf = ({ targets, ways, rounds }: Course) => targets.length * ways.length * rounds;

/**
 * The request with a number from 0; undefined past the last. Targets and ways take turns, so that an hour in which a
 * provider is slow is slow for all of them; the ways also in who goes first, for the first one pays for the connection. Pure.
 */
export function plannedRequest({ targets, texts, ways, rounds }: Course, seq: number): Planned | undefined {
  const each = targets.length * ways.length;
  const round = Math.floor(seq / each);
  const within = seq % each;
  const target = targets[Math.floor(within / ways.length)];
  const turn = within % ways.length;
  const way = ways[round % 2 === 0 ? turn : ways.length - 1 - turn];
  const text = texts[round % texts.length];
  if (round >= rounds || target === undefined || way === undefined || text === undefined) return undefined;
  // No two begin alike, so that no provider's prompt cache makes the later ones quicker.
  return { seq, target, way, prompt: `(${seq + 1}) ${text}` };
}

/** As a chat: streamed, so that the first content can be told from the end. */
export function chatOf(model: string, prompt: string, maxOutputTokens: number): ChatRequest {
  const messages: ChatRequest['messages'] = [{ role: 'user', content: [{ type: 'text', text: prompt }] }];
  return { model, messages, maxOutputTokens, stream: true, includeUsage: true };
}
