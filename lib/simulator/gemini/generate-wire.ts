import type { Wire } from '../wire';
import { geminiError } from './error';
import { geminiId, generateAnswer } from './generate-answer';
import { generateFrames } from './generate-frames';
import { parseGenerate } from './parse-generate';
import { geminiMeters, geminiUsage } from './usage';

export const generateWire: Wire = {
  vendor: 'gemini',
  parse: parseGenerate,
  answer: generateAnswer,
  frames: generateFrames,
  usage: geminiUsage,
  meters: geminiMeters,
  responseId: geminiId,
  error: geminiError,
  errorFrame: (problem) => `data: ${JSON.stringify(geminiError(problem))}\r\n\r\n`,
  headers: (requestId, processingMs) => ({
    'x-request-id': requestId,
    'server-timing': `gfet4t7; dur=${Math.round(processingMs)}`,
  }),
};
