import type { Dialect } from '../types';
import { readError, writeError, writeStreamError } from './error';
import { decodeRequest } from './request-decode';
import { encodeRequest } from './request-encode';
import { decodeResponse } from './response-decode';
import { encodeResponse } from './response-encode';
import { observeStream } from './stream-observe';
import { readStream } from './stream-read';
import { STREAM_END, writeStream } from './stream-write';
import { readUsage } from './usage';

/** OpenAI chat completions, and all who speak it: DeepSeek, Mistral, Groq, xAI, OpenRouter, vLLM, llama.cpp, Ollama … */
export const openaiChat: Dialect = {
  name: 'openai-chat',
  decodeRequest,
  encodeRequest,
  pathFor: () => '/chat/completions',
  authHeaders: (apiKey) => ({ authorization: `Bearer ${apiKey}` }),
  decodeResponse,
  encodeResponse,
  readUsage,
  observeStream,
  readStream,
  writeStream,
  streamEnd: STREAM_END,
  readError,
  writeError,
  writeStreamError,
};
