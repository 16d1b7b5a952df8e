import { z } from 'zod';
import type { DialectName } from '@/lib/dialects/types';

/** Names longer than that are none. */
const name = z.string().min(1).max(300);
/** OpenAI and Anthropic; servers that imitate them add fields of their own. */
const byId = z.object({ data: z.array(z.looseObject({ id: name })) });
/** Gemini names them `models/gemini-2.5-pro`. */
const byName = z.object({ models: z.array(z.looseObject({ name })) });

/** More than anybody reads; a reseller lists some hundreds. */
const MOST = 2_000;

/** Names of the models in an answer, sorted; undefined when it is not the list that the dialect gives. Pure. */
export function readModelList(dialect: DialectName, body: string): string[] | undefined {
  const json = parsed(body);
  const names =
    dialect === 'gemini'
      ? byName.safeParse(json).data?.models.map((one) => one.name.replace(/^models\//, ''))
      : byId.safeParse(json).data?.data.map((one) => one.id);
  return names === undefined ? undefined : [...new Set(names)].toSorted().slice(0, MOST);
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}
