import type { Dialect } from '../types';
import { readError, writeError, writeStreamError } from './error';
import { decodeRequest } from './request-decode';
import { encodeRequest, pathFor } from './request-encode';
import { decodeResponse } from './response-decode';
import { encodeResponse } from './response-encode';
import { observeStream } from './stream-observe';
import { readStream } from './stream-read';
import { writeStream } from './stream-write';
import { readUsage } from './usage';

/** Gemini generateContent, at the Gemini API and at Vertex AI. */
export const gemini: Dialect = {
  name: 'gemini',
  decodeRequest,
  encodeRequest,
  pathFor,
  authHeaders: (apiKey) => ({ 'x-goog-api-key': apiKey }),
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
