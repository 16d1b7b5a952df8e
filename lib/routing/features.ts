import type { ChatMessage, ChatRequest } from '@/lib/dialects/chat';
import { estimateTokens } from '@/lib/pricing/estimate-tokens';
import { classifyTask } from './classify-task';
import { learnedClassifier } from './learn/classify-learned';
import type { LearnedTask } from './learn/task-model';
import { TASK_TYPES } from './learn/task-types';
import type { RequestFacts } from './policy/facts';
import type { RuleTask } from './policy/schemas';

/** What a request asks of a model beyond text in and text out. */
export type Need =
  'tools' | 'images' | 'jsonSchema' | 'embeddings' | 'audio' | 'files' | 'severalAnswers' | 'logprobs';

/** Prompt size that was counted already: of an embeddings request, whose inputs each have the window to themselves. */
export interface PromptTokens {
  total: number;
  largest: number;
}

/** What a request says of itself, in headers or metadata. */
export interface Hints {
  task?: RuleTask;
  /** Accuracy required, 0 to 1. */
  accuracy?: number;
  /** Latency allowed. */
  latencyMs?: number;
  /** BCP 47 primary tag. */
  language?: string;
  /** Requests with the same one belong together. */
  session?: string;
}

/** Who asks, and what is known beside the body. */
export interface Caller {
  keyId: string;
  tags: Readonly<Record<string, string>>;
  team?: string | undefined;
  /** Epoch ms. */
  at: number;
  hints?: Hints;
  /** Those that a rule looks at. */
  headers?: Readonly<Record<string, string>>;
  /** Whether the learned classifier is asked for the task. */
  learns?: boolean;
}

/** What routing may look at; made once per request. */
export interface Features extends RequestFacts {
  /** Of the input tokens, those of what is spoken. */
  audioTokens?: number;
  /** What has to fit the window, where that is not all of the input. */
  largestInputTokens?: number;
  /** Which words or sizes decided the task. */
  signals: string[];
  /** As the learned classifier sees the task, where it was asked. */
  learned?: LearnedTask;
  /** Output that the request allows. */
  maxOutputTokens?: number | undefined;
  session?: string | undefined;
  needs: Readonly<Partial<Record<Need, boolean>>>;
}

/** Tokens that an image costs when nothing better is known (a 1024 px tile at the large vendors). */
const IMAGE_TOKENS = 1_000;
/** Tokens that a file costs when nothing better is known (a page of a PDF, as text and as an image). */
const FILE_TOKENS = 1_500;
/** Bytes of sound to a token: 32 tokens a second (Gemini; 10 at OpenAI) of 16 kHz uncompressed, and of 64 kbit/s compressed. */
const PCM_BYTES_PER_TOKEN = 1_000;
const CODED_BYTES_PER_TOKEN = 250;
const UNCODED = /^(wav|pcm)/;
/** Characters to a token of what is counted by its length only. */
const CHARS_PER_TOKEN = 4;
/** Longer strings without a space are bytes in base64, which cost what a file does. */
const MAX_WORD_CHARS = 1_024;
/** Role and separators around each message. */
const MESSAGE_OVERHEAD_TOKENS = 4;

interface PromptSize {
  chars: number;
  tokens: number;
  images: number;
  /** Undefined: nothing is spoken. */
  audioTokens: number | undefined;
  files: boolean;
  lastUserText: string;
}

function measurePrompt(request: ChatRequest): PromptSize {
  // No spread: this is made for each request.
  const size: PromptSize = {
    chars: 0,
    tokens: 0,
    images: 0,
    audioTokens: undefined,
    files: false,
    lastUserText: '',
  };
  for (const message of request.messages) {
    let text = '';
    for (const part of message.content) {
      if (part.type === 'text') text = text === '' ? part.text : `${text}\n${part.text}`;
      else if (part.type === 'image') size.images += 1;
      else if (part.type === 'audio') size.audioTokens = (size.audioTokens ?? 0) + spokenTokens(part);
      else if (part.type === 'file') {
        size.files = true;
        size.tokens += FILE_TOKENS;
      } else size.tokens += nativeTokens(part.value);
    }
    if (message.role === 'assistant') size.tokens += saidTokens(message);
    size.chars += text.length;
    size.tokens += MESSAGE_OVERHEAD_TOKENS + estimateTokens(text);
    if (message.role === 'user') size.lastUserText = text;
  }
  if (request.tools !== undefined) size.tokens += estimateTokens(JSON.stringify(request.tools));
  size.tokens += size.images * IMAGE_TOKENS + (size.audioTokens ?? 0);
  return size;
}

/** Of base64, by its length. */
function spokenTokens({ format, data }: { format: string; data: string }): number {
  const bytes = (data.length * 3) / 4;
  return Math.ceil(bytes / (UNCODED.test(format) ? PCM_BYTES_PER_TOKEN : CODED_BYTES_PER_TOKEN));
}

/** What an assistant's message costs beside its content. */
function saidTokens({ toolCalls, reasoning }: Extract<ChatMessage, { role: 'assistant' }>): number {
  let chars = 0;
  for (const call of toolCalls ?? []) chars += call.name.length + call.arguments.length;
  for (const { text, encrypted } of reasoning ?? []) chars += (text ?? encrypted ?? '').length;
  return Math.ceil(chars / CHARS_PER_TOKEN);
}

/** Of a value that only its own dialect knows: its names and strings by their length. One walk, and none over long strings. */
function nativeTokens(value: unknown): number {
  if (typeof value === 'string') {
    const isBytes = value.length > MAX_WORD_CHARS && !/\s/.test(value.slice(0, MAX_WORD_CHARS));
    return isBytes ? FILE_TOKENS : Math.ceil(value.length / CHARS_PER_TOKEN);
  }
  if (typeof value !== 'object' || value === null) return value === undefined ? 0 : 1;
  let tokens = 0;
  for (const [name, inner] of Object.entries(value))
    tokens += (Array.isArray(value) ? 0 : name.length / CHARS_PER_TOKEN) + nativeTokens(inner);
  return Math.ceil(tokens);
}

/** The task as the client says it, else as the classifier sees it; neither where it is not asked. */
function learnedTask({ hints, learns }: Caller, text: string): LearnedTask | undefined {
  if (learns !== true) return undefined;
  const said = TASK_TYPES.find((task) => task === hints?.task);
  if (said !== undefined) return { task: said, confidence: 1, runnerUp: said };
  return text === '' ? undefined : learnedClassifier().classify(text);
}

export function readFeatures(request: ChatRequest, caller: Caller, embeddings?: PromptTokens): Features {
  const size = measurePrompt(request);
  const { hints = {} } = caller;
  const { task, signals } =
    hints.task === undefined
      ? classifyTask(size.lastUserText, size.chars)
      : { task: hints.task, signals: ['the request says so'] };
  const learned = learnedTask(caller, size.lastUserText);
  const features: Features = {
    requestedModel: request.model,
    keyId: caller.keyId,
    tags: caller.tags,
    team: caller.team,
    user: request.user,
    at: caller.at,
    accuracy: hints.accuracy,
    latencyMs: hints.latencyMs,
    language: hints.language,
    session: hints.session,
    headers: caller.headers,
    stream: request.stream,
    inputTokens: embeddings?.total ?? size.tokens,
    maxOutputTokens: request.maxOutputTokens,
    chars: size.chars,
    promptText: size.lastUserText,
    task,
    signals,
    needs: {
      tools: (request.tools?.length ?? 0) > 0,
      images: size.images > 0,
      jsonSchema: request.responseFormat?.kind === 'json_schema',
      embeddings: embeddings !== undefined,
      audio: size.audioTokens !== undefined || request.extra?.['audio'] !== undefined,
      files: size.files,
      severalAnswers: (request.n ?? 1) > 1,
      logprobs: request.logprobs !== undefined,
    },
  };
  if (size.audioTokens !== undefined) features.audioTokens = size.audioTokens;
  if (embeddings !== undefined) features.largestInputTokens = embeddings.largest;
  if (learned !== undefined) {
    features.learned = learned;
    features.learnedTask = learned.task;
  }
  return features;
}
