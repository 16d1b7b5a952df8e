import type { ActiveKey } from '@/lib/config/snapshot/snapshot';
import type { ChatRequest } from '@/lib/dialects/chat';
import { GatewayError } from '@/lib/errors/gateway-error';
import type { PromptTokens } from '@/lib/routing/features';
import type { Exchange } from '../exchange';
import { readEmbeddings } from './read-embeddings';
import { parseJson } from './read-json';
import { refuseStored } from './refuse-stored';

const MAX_TAGS = 20;
const TAG = /^\s*([\w.-]{1,64})\s*=\s*([^,=]{1,200}?)\s*$/;

export interface ReadChat {
  raw: Buffer;
  chat: ChatRequest;
  /** Of an embeddings request. */
  promptTokens?: PromptTokens;
}

/** Understands and checks a body in the door's dialect. Throws GatewayError. */
export function readChat(exchange: Exchange, raw: Buffer): ReadChat {
  const { body } = parseJson(exchange, raw);
  if (exchange.operation === 'embeddings') return { raw, ...readEmbeddings(body) };
  const chat = exchange.dialect.decodeRequest(body);
  refuseStored(chat);
  return { raw, chat };
}

/** The key's own tags, then those of `x-tollgate-tags: name=value, …`; a key's tag can't be overruled. */
export function readTags(exchange: Exchange, key: ActiveKey): Record<string, string> {
  const header = exchange.inbound.header('x-tollgate-tags');
  if (header === undefined || header === '') return { ...key.tags };
  const entries = header.split(',').map((entry) => {
    const match = TAG.exec(entry);
    if (match?.[1] === undefined || match[2] === undefined)
      throw new GatewayError('invalid_request', 'x-tollgate-tags must read: name=value, name=value.', {
        param: 'x-tollgate-tags',
      });
    return [match[1], match[2]] as const;
  });
  if (entries.length > MAX_TAGS)
    throw new GatewayError('invalid_request', `At most ${MAX_TAGS} tags.`, { param: 'x-tollgate-tags' });
  return { ...Object.fromEntries(entries), ...key.tags };
}

/** A key's allow-list is about the name that is requested. */
export function checkModelAllowed(key: ActiveKey, requestedModel: string): void {
  if (key.models === undefined || key.models.has(requestedModel)) return;
  throw new GatewayError(
    'model_not_allowed',
    `This API key may not use the model “${requestedModel.slice(0, 100)}”.`,
    {
      param: 'model',
    },
  );
}
