import type { ChatRequest } from '@/lib/dialects/chat';
import { estimateTokens } from '@/lib/pricing/estimate-tokens';
import { classifyTask } from './classify-task';
import type { Task } from './tasks';

/** What a request asks of a model beyond text in and text out. */
export type Need =
  'tools' | 'images' | 'jsonSchema' | 'embeddings' | 'audio' | 'files' | 'severalAnswers' | 'logprobs';

/** Prompt size that was counted already: of an embeddings request, whose inputs each have the window to themselves. */
export interface PromptTokens {
  total: number;
  largest: number;
}

/** What routing may look at; made once per request. */
export interface Features {
  requestedModel: string;
  keyId: string;
  tags: Readonly<Record<string, string>>;
  stream: boolean;
  inputTokens: number;
  /** What has to fit the window, where that is not all of the input. */
  largestInputTokens?: number;
  task: Task;
  signals: string[];
  needs: Readonly<Partial<Record<Need, boolean>>>;
}

/** Tokens that an image costs when nothing better is known (a 1024 px tile at the large vendors). */
const IMAGE_TOKENS = 1_000;
/** Role and separators around each message. */
const MESSAGE_OVERHEAD_TOKENS = 4;

interface PromptSize {
  chars: number;
  tokens: number;
  images: number;
  audio: boolean;
  files: boolean;
  lastUserText: string;
}

function measurePrompt(request: ChatRequest): PromptSize {
  const size: PromptSize = { chars: 0, tokens: 0, images: 0, audio: false, files: false, lastUserText: '' };
  for (const message of request.messages) {
    let text = '';
    for (const part of message.content) {
      if (part.type === 'text') text = text === '' ? part.text : `${text}\n${part.text}`;
      else if (part.type === 'image') size.images += 1;
      else if (part.type === 'audio') size.audio = true;
      else if (part.type === 'file') size.files = true;
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
  embeddings?: PromptTokens,
): Features {
  const size = measurePrompt(request);
  const { task, signals } = classifyTask(size.lastUserText, size.chars);
  return {
    requestedModel: request.model,
    keyId: caller.keyId,
    tags: caller.tags,
    stream: request.stream,
    inputTokens: embeddings?.total ?? size.tokens,
    ...(embeddings === undefined ? {} : { largestInputTokens: embeddings.largest }),
    task,
    signals,
    needs: {
      tools: (request.tools?.length ?? 0) > 0,
      images: size.images > 0,
      jsonSchema: request.responseFormat?.kind === 'json_schema',
      embeddings: embeddings !== undefined,
      audio: size.audio || request.extra?.['audio'] !== undefined,
      files: size.files,
      severalAnswers: (request.n ?? 1) > 1,
      logprobs: request.logprobs !== undefined,
    },
  };
}
