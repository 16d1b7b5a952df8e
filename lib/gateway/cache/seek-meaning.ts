import { createHash } from 'node:crypto';
import { digestOf, formOf, type CacheOwner } from '@/lib/cache/cache-key';
import type { KeptAnswer } from '@/lib/cache/kept-answer';
import type { CacheSettings } from '@/lib/cache/schemas';
import type { Meaning } from '@/lib/cache/semantic/meaning';
import { splitRequest, type SplitRequest } from '@/lib/cache/semantic/split-request';
import type { AdmittedExchange } from '../exchange';
import { embedPrompt } from './embed-prompt';

/** The search for a prompt that means the same; its embedding may come later than it is waited for. */
export class MeaningSearch {
  /** Of the request, once its embedding has come. */
  meaning: Meaning | undefined;
  private readonly embedding: Promise<void>;

  constructor(
    private readonly exchange: AdmittedExchange,
    private readonly owner: CacheOwner,
    private readonly split: SplitRequest,
    private readonly settings: CacheSettings & Required<Pick<CacheSettings, 'semantic'>>,
  ) {
    this.embedding = embedPrompt(exchange, settings.semantic.model, split.prompt).then((vector) => {
      if (vector !== undefined) this.meaning = this.meaningOf(vector);
    });
  }

  /** An answer to the same, where the embedding comes in time and there is one. Never rejects. */
  async find(): Promise<KeptAnswer | undefined> {
    const { semantic, ttlSeconds } = this.settings;
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, semantic.waitMs);
    });
    await Promise.race([this.embedding, patience]);
    clearTimeout(timer);
    const { cache, clock } = this.exchange.deps;
    if (this.meaning === undefined) return undefined;
    return cache?.findMeant(this.meaning, semantic.threshold, clock.now(), ttlSeconds * 1_000);
  }

  private meaningOf(vector: Float32Array): Meaning {
    const { workspaceId, keyId, ruleId } = this.owner;
    const group = JSON.stringify([workspaceId, keyId ?? '', ruleId, this.settings.semantic.model]);
    return {
      group: createHash('sha256').update(group).digest('hex'),
      context: digestOf(this.owner, [formOf(this.exchange.chat), ...this.split.rest]),
      prompt: this.split.prompt,
      vector,
    };
  }
}

/** Undefined where the rule has no semantic cache, or the request has no prompt that could be compared. */
export function seekMeaning(
  exchange: AdmittedExchange,
  owner: CacheOwner,
  settings: CacheSettings,
): MeaningSearch | undefined {
  const { semantic } = settings;
  if (semantic === undefined || exchange.operation !== 'chat') return undefined;
  const split = splitRequest(exchange.raw);
  return split === undefined
    ? undefined
    : new MeaningSearch(exchange, owner, split, { ...settings, semantic });
}
