import type { ChatRequest } from '@/lib/dialects/chat';
import { estimateTokens } from '@/lib/pricing/estimate-tokens';
import { classifyTask } from './classify-task';
import type { Task } from './tasks';

/** What routing may look at; made once per request. */
export interface Features {
  requestedModel: string;
  keyId: string;
  tags: Readonly<Record<string, string>>;
  stream: boolean;
  inputTokens: number;
  task: Task;
  signals: string[];
  needs: { tools: boolean; images: boolean; jsonSchema: boolean };
}

/** Tokens that an image costs when nothing better is known (a 1024 px tile at the large vendors). */
const IMAGE_TOKENS = 1_000;
/** Role and separators around each message. */
const MESSAGE_OVERHEAD_TOKENS = 4;

interface PromptSize {
  chars: number;
  tokens: number;
  images: number;
  lastUserText: string;
}

function measurePrompt(request: ChatRequest): PromptSize {
  const size: PromptSize = { chars: 0, tokens: 0, images: 0, lastUserText: '' };
  for (const message of request.messages) {
    let text = '';
    for (const part of message.content) {
      if (part.type === 'text') text = text === '' ? part.text : `${text}\n${part.text}`;
      else if (part.type === 'image') size.images += 1;
    }
    size.chars += text.length;
    size.tokens += MESSAGE_OVERHEAD_TOKENS + estimateTokens(text);
    if (message.role === 'user') size.lastUserText = text;
  }
  if (request.tools !== undefined) size.tokens += estimateTokens(JSON.stringify(request.tools));
  size.tokens += size.images * IMAGE_TOKENS;
  return size;
}

export function readFeatures(
  request: ChatRequest,
  caller: { keyId: string; tags: Readonly<Record<string, string>> },
): Features {
  const size = measurePrompt(request);
  const { task, signals } = classifyTask(size.lastUserText, size.chars);
  return {
    requestedModel: request.model,
    keyId: caller.keyId,
    tags: caller.tags,
    stream: request.stream,
    inputTokens: size.tokens,
    task,
    signals,
    needs: {
      tools: (request.tools?.length ?? 0) > 0,
      images: size.images > 0,
      jsonSchema: request.responseFormat?.kind === 'json_schema',
    },
  };
}
