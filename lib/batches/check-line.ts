import { z } from 'zod';
import { isStorable } from '@/lib/config/check/unstorable-text';
import type { Line } from '@/lib/files/lines';
import { MAX_LINE_BYTES, type BatchProblem } from './schemas';

const lineSchema = z.strictObject({
  custom_id: z.string().min(1).max(256),
  method: z.literal('POST').default('POST'),
  url: z.string(),
  body: z.record(z.string(), z.unknown()),
});

/** A request of a batch, ready to be stored. */
export interface CheckedLine {
  line: number;
  customId: string;
  /** JSON. */
  body: string;
}

export type LineVerdict =
  | { kind: 'good'; item: CheckedLine }
  /** `customId`: where it has one of its own. */
  | { kind: 'bad'; problem: BatchProblem; customId: string | undefined };

/** What stands for the custom_id of a line that has none of its own. */
export const lineName = (line: number): string => `(line ${line})`;
const BY_LINE = /^\(line \d+\)$/;

/** Of a name that is quoted. */
const MAX_QUOTED = 100;

/** What cannot be known without the others: `isKnown` tells whether some line had the custom_id, and remembers it. */
export interface LineRules {
  endpoint: string;
  isKnown(customId: string): boolean;
  /** Whether a model's name says anything to the gateway. */
  isModel(name: string): boolean;
}

/** Whether a line is a request that can be sent. Pure but for what `rules` remember. */
export function checkLine({ number, text }: Line, rules: LineRules): LineVerdict {
  const bad = (code: string, message: string, customId?: string): LineVerdict => ({
    kind: 'bad',
    problem: { code, message, line: number },
    customId,
  });
  if (text === undefined)
    return bad('invalid_line', `The line is no UTF-8 text, or longer than ${MAX_LINE_BYTES} bytes.`);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return bad('invalid_json', 'The line is not JSON.');
  }
  const read = lineSchema.safeParse(json);
  if (!read.success) {
    const [issue] = read.error.issues;
    return bad('invalid_line', `${issue?.path.join('.') || 'the line'}: ${issue?.message ?? 'is wrong'}`);
  }
  const { custom_id: customId, url, body } = read.data;
  if (!isStorable(customId)) return bad('invalid_line', 'custom_id: holds a character that is no text');
  if (BY_LINE.test(customId))
    return bad('invalid_line', `custom_id: “${customId}” stands for a line without one`);
  if (rules.isKnown(customId)) return bad('duplicate_custom_id', `“${customId}” is there twice.`);
  const refused = (code: string, message: string) => bad(code, message, customId);
  if (url !== rules.endpoint)
    return refused('wrong_endpoint', `“${quoted(url)}” is not the batch’s ${rules.endpoint}.`);
  if (body['stream'] === true) return refused('stream_not_supported', 'A batch does not stream.');
  const { model } = body;
  if (typeof model !== 'string') return refused('missing_model', 'body.model: a model’s name is needed.');
  if (!rules.isModel(model)) return refused('model_not_found', `There is no model “${quoted(model)}”.`);
  return { kind: 'good', item: { line: number, customId, body: JSON.stringify(body) } };
}

/** As it can be stored and read: of a name of any length and any characters. */
const quoted = (name: string) => name.slice(0, MAX_QUOTED).replaceAll('\0', '\uFFFD').toWellFormed();
