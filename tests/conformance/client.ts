import type { DialectName } from '@/lib/dialects/types';
import type { Line } from './line';

/** What a cell asks for; each client says it in its own SDK's words. */
export interface Ask {
  model: string;
  stream: boolean;
  prompt: string;
  maxTokens?: number;
  image?: 'url' | 'base64';
  /** The answer shall be JSON of {@link CITY_SCHEMA}. */
  schema?: boolean;
  /** {@link WEATHER_TOOL} may be called. */
  tools?: boolean;
}

export interface Call {
  id: string;
  name: string;
  /** Parsed. */
  input: unknown;
}

/** What an SDK says that it was told. */
export interface Told {
  text: string;
  /** Events of text or of tool arguments; 1 when not streamed. */
  pieces: number;
  finish: 'stop' | 'length' | 'tool_calls' | string;
  usage: { input: number; output: number; total: number };
  calls: Call[];
  reasoning?: string;
  /** Answers each call with a result, in the same conversation. */
  answerCalls(result: string): Promise<Told>;
}

export interface Client {
  name: string;
  door: DialectName;
  /** Defines tools otherwise when it streams, so that a stream is another question to the model. */
  streamsOtherTools?: true;
  ask(ask: Ask): Promise<Told>;
  /** A request with a parameter that is out of its range. */
  askBadly(model: string): Promise<unknown>;
}

export type OpenClient = (line: Line) => Client;

export const WEATHER_TOOL = {
  name: 'get_weather',
  description: 'The weather of a city',
  parameters: {
    type: 'object' as const,
    properties: {
      city: { type: 'string', enum: ['Paris', 'Tokyo'] },
      unit: { type: 'string', enum: ['celsius', 'fahrenheit'] },
    },
    required: ['city', 'unit'],
    additionalProperties: false,
  },
};

export const CITY_SCHEMA = {
  type: 'object' as const,
  properties: {
    city: { type: 'string' },
    population: { type: 'integer', minimum: 0 },
    sights: { type: 'array', items: { type: 'string' } },
  },
  required: ['city', 'population', 'sights'],
  additionalProperties: false,
};

export const IMAGE_URL = 'https://example.com/cat.png';
/** One pixel. */
export const IMAGE_BASE64 =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

export const imageUrl = (kind: 'url' | 'base64') =>
  kind === 'url' ? IMAGE_URL : `data:image/png;base64,${IMAGE_BASE64}`;
