import type { Dialect } from '../types';
import { readError, writeError, writeStreamError } from './error';
import { decodeRequest } from './request-decode';
import { encodeRequest } from './request-encode';
import { decodeResponse } from './response-decode';
import { encodeResponse } from './response-encode';
import { observeStream } from './stream-observe';
import { readStream } from './stream-read';
import { writeStream } from './stream-write';
import { readUsage } from './usage';

/** OpenAI responses, without what is stored there between requests. */
export const openaiResponses: Dialect = {
  name: 'openai-responses',
  decodeRequest,
  encodeRequest,
  pathFor: () => '/responses',
  authHeaders: (apiKey) => ({ authorization: `Bearer ${apiKey}` }),
  decodeResponse,
  encodeResponse,
  readUsage,
  observeStream,
  readStream,
  writeStream,
  streamEnd: '',
  readError,
  writeError,
  writeStreamError,
};
