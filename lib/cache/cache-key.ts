import { createHash } from 'node:crypto';
import type { ChatRequest } from '@/lib/dialects/chat';
import { canonicalJson, type CanonicalPart } from './canonical-json';

const LONG = 1_024;

/** Whose answer it is, and what decides it beside the body. */
export interface CacheOwner {
  workspaceId: string;
  /** Where only the key that asked may have it again. */
  keyId?: string | undefined;
  ruleId: string;
  operation: string;
  /** Of the door: an answer is in its words. */
  dialect: string;
  /** Where it goes first. */
  model: string;
  upstreamModel: string;
  /** Output that the virtual key is held to. */
  maxTokens?: number | undefined;
  /** Beta headers that are passed on, and change what a body means. */
  betas: readonly (string | undefined)[];
}

/** Members that say nothing of the answer: the form of its delivery, and who asks. */
export const NO_PART: ReadonlySet<string> = new Set([
  'stream',
  'stream_options',
  'user',
  'metadata',
  'safety_identifier',
  'store',
  'prompt_cache_key',
  'prompt_cache_retention',
]);

/**
 * SHA-256 over everything that decides an answer, in hex: tenant, rule, model, door and the normalised body, which holds
 * prompt, system, tools and parameters. Normalised is what JSON says is the same: order of names, white space, escapes;
 * not a letter of a prompt. The fingerprint by which repeats are counted (lib/gateway/prompt/prompt-fingerprint.ts) is shorter and
 * says less: no key of a cache. Undefined for a body that parsers may read in different ways.
 */
export function cacheKey(owner: CacheOwner, body: Buffer): string | undefined {
  const canonical = canonicalJson(body, NO_PART);
  return canonical === undefined ? undefined : digestOf(owner, canonical);
}

/** How an answer is delivered; with `+usage` a stream says at its end what it used, where its client asked for that. */
export const FORMS = ['whole', 'stream', 'stream+usage'] as const;
export type AnswerForm = (typeof FORMS)[number];

export const formOf = ({ stream, includeUsage }: Pick<ChatRequest, 'stream' | 'includeUsage'>): AnswerForm =>
  !stream ? 'whole' : includeUsage === true ? 'stream+usage' : 'stream';

/** Under which an answer is kept: the request's key, and its form. */
export const keptKey = (key: string, form: AnswerForm) => (form === 'whole' ? key : `${key}:${form}`);
export const requestKeyOf = (kept: string) => kept.split(':', 1)[0] ?? kept;

/** The digest of any text together with its owner. */
export function digestOf(owner: CacheOwner, text: readonly CanonicalPart[]): string {
  const { workspaceId, keyId, ruleId, operation, dialect, model, upstreamModel } = owner;
  const head = [workspaceId, keyId ?? '', ruleId, operation, dialect, model, upstreamModel];
  const hash = createHash('sha256')
    .update(JSON.stringify(['3', ...head, owner.maxTokens ?? null, owner.betas.map((beta) => beta ?? null)]))
    .update('\n');
  // Each call costs about as much as a hundred bytes: what is short goes together.
  let short = '';
  for (const part of text) {
    if (typeof part === 'string') short += part;
    else if (part.length < LONG) short += part.toString('utf8');
    else {
      hash.update(short).update(part);
      short = '';
    }
  }
  return hash.update(short).digest('hex');
}
