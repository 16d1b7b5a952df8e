import { serveAdmin } from './admin';
import type { Exchange } from './exchange';
import { chatWire } from './openai/chat-wire';
import { serveModels } from './openai/serve-models';
import { serveGenerate } from './serve-generate';

/** Sends a request to its door. False: there is none. */
export async function route(exchange: Exchange): Promise<boolean> {
  const { pathname } = exchange.url;
  if (pathname.startsWith('/admin/')) {
    await serveAdmin(exchange);
    return true;
  }
  switch (`${exchange.request.method ?? ''} ${pathname}`) {
    case 'POST /openai/v1/chat/completions':
      await serveGenerate(exchange, chatWire, {});
      return true;
    case 'GET /openai/v1/models':
      serveModels(exchange, undefined);
      return true;
    default:
      return false;
  }
}
