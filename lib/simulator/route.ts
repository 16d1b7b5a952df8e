import { serveAdmin } from './admin';
import { messagesWire } from './anthropic/messages-wire';
import { serveCountTokens } from './anthropic/serve-count-tokens';
import type { Exchange } from './exchange';
import { generateWire } from './gemini/generate-wire';
import { chatWire } from './openai/chat-wire';
import { responsesWire } from './openai/responses-wire';
import { serveEmbeddings } from './openai/serve-embeddings';
import { serveModels } from './openai/serve-models';
import { serveGenerate } from './serve-generate';

type Serve = (exchange: Exchange) => Promise<void> | void;

const DOORS = new Map<string, Serve>([
  ['POST /openai/v1/chat/completions', (exchange) => serveGenerate(exchange, chatWire, {})],
  ['POST /openai/v1/responses', (exchange) => serveGenerate(exchange, responsesWire, {})],
  ['POST /openai/v1/embeddings', serveEmbeddings],
  ['GET /openai/v1/models', (exchange) => serveModels(exchange, undefined)],
  ['POST /anthropic/v1/messages', (exchange) => serveGenerate(exchange, messagesWire, {})],
  ['POST /anthropic/v1/messages/count_tokens', serveCountTokens],
]);

const OPENAI_MODEL = /^GET \/openai\/v1\/models\/([^/]+)$/;
const GEMINI = /^POST \/gemini\/v1(?:beta)?\/models\/([^/:]+):(generateContent|streamGenerateContent)$/;

/** Without a vendor before it, `/v1/…` is a relay to all: the rest of the path says whose format it is. */
const RELAY_PREFIXES = ['', '/openai', '/anthropic', '/gemini'];

/** Which door serves a request; undefined: none. */
export function doorFor(exchange: Exchange): Serve | undefined {
  const { pathname } = exchange.url;
  if (pathname.startsWith('/admin/')) return serveAdmin;
  for (const prefix of RELAY_PREFIXES) {
    const serve = doorOf(`${exchange.request.method ?? ''} ${prefix}${pathname}`);
    if (serve) return serve;
  }
  return undefined;
}

function doorOf(call: string): Serve | undefined {
  const fixed = DOORS.get(call);
  if (fixed) return fixed;
  const openai = OPENAI_MODEL.exec(call)?.[1];
  if (openai !== undefined) return (one) => serveModels(one, openai);
  const [, model, method] = GEMINI.exec(call) ?? [];
  if (model === undefined) return undefined;
  const path = { model, stream: method === 'streamGenerateContent' };
  return (one) => serveGenerate(one, generateWire, path);
}
