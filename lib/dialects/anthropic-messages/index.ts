import type { Dialect } from '../types';
import { readError, writeError, writeStreamError } from './error';
import { decodeRequest } from './request-decode';
import { API_VERSION, encodeRequest } from './request-encode';
import { decodeResponse } from './response-decode';
import { encodeResponse } from './response-encode';
import { observeStream } from './stream-observe';
import { readStream } from './stream-read';
import { STREAM_END, writeStream } from './stream-write';
import { readUsage } from './usage';

/** Anthropic messages, and those who imitate them. */
export const anthropicMessages: Dialect = {
  name: 'anthropic-messages',
  decodeRequest,
  encodeRequest,
  pathFor: () => '/messages',
  authHeaders: (apiKey) => ({ 'x-api-key': apiKey, 'anthropic-version': API_VERSION }),
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
