import type pg from 'pg';
import { z } from 'zod';
import type { ChatRequest } from '@/lib/dialects/chat';
import { dialectFor } from '@/lib/dialects/registry';
import { isDialectName } from '@/lib/dialects/types';
import { readFeatures } from '@/lib/routing/features';
import type { JudgedPrompt } from '@/lib/routing/learn/fit-head';
import { LABEL_WEIGHTS, type LabelSource } from '@/lib/routing/learn/posterior';
import { readCounts } from '@/lib/routing/learn/read-prompts';

/** The newest judged prompts of a workspace that are learned from: some 10 MB as counts. */
const MOST_PROMPTS = 5_000;
/** Prompts in memory at once, of at most 256 KB each. */
const PAGE = 50;

const isSource = (source: string): source is LabelSource => source in LABEL_WEIGHTS;
const labelsSchema = z.array(
  z.object({ task: z.string(), model: z.string(), score: z.number(), source: z.string().refine(isSource) }),
);
const keySchema = z.object({ startedAt: z.date(), id: z.string(), labels: labelsSchema });
const promptSchema = z.object({ id: z.string(), api: z.string(), prompt: z.unknown() });

const KEYS = `SELECT label.request_started_at AS "startedAt", label.request_id AS id, json_agg(json_build_object(
    'task', label.task, 'model', label.model, 'score', label.score, 'source', label.source)) AS labels
  FROM routing_label AS label
  JOIN body ON body.request_started_at = label.request_started_at AND body.request_id = label.request_id
  WHERE label.workspace_id = $1 AND label.learnt AND label.model <> '' AND body.prompt IS NOT NULL
  GROUP BY 1, 2 ORDER BY 1 DESC, 2 LIMIT ${MOST_PROMPTS}`;

const PROMPTS = `SELECT body.request_id AS id, request.api, body.prompt
  FROM unnest($1::timestamptz[], $2::text[]) AS key (started_at, id)
  JOIN body ON body.request_started_at = key.started_at AND body.request_id = key.id
  JOIN request ON request.started_at = key.started_at AND request.id = key.id
  WHERE body.workspace_id = $3`;

/** What routing reads of a kept prompt; undefined for one without words, or that is no chat. */
export function promptText(api: string, prompt: unknown): string | undefined {
  if (!isDialectName(api)) return undefined;
  let chat: ChatRequest;
  try {
    chat = dialectFor(api).decodeRequest(prompt);
  } catch {
    return undefined;
  }
  const { promptText: text } = readFeatures(chat, { keyId: '', tags: {}, at: 0 });
  return text === '' ? undefined : text;
}

/** Same words, same place in the order: equal prompts are one. */
const groupOf = ({ buckets, counts }: JudgedPrompt['words']) => `${buckets.join()}|${counts.join()}`;

/** The newest judged prompts of a workspace whose text is kept, as words in buckets: no text outlives this call. */
export async function readJudged(
  client: Pick<pg.ClientBase, 'query'>,
  workspaceId: string,
): Promise<JudgedPrompt[]> {
  const keys = z.array(keySchema).parse((await client.query(KEYS, [workspaceId])).rows);
  const labelsOf = new Map(keys.map(({ id, labels }) => [id, labels]));
  const judged: JudgedPrompt[] = [];
  for (let from = 0; from < keys.length; from += PAGE) {
    const page = keys.slice(from, from + PAGE);
    const found = await client.query(PROMPTS, [
      page.map(({ startedAt }) => startedAt),
      page.map(({ id }) => id),
      workspaceId,
    ]);
    for (const { id, api, prompt } of z.array(promptSchema).parse(found.rows)) {
      const text = promptText(api, prompt);
      const [words] = text === undefined ? [] : readCounts([text]);
      const labels = labelsOf.get(id) ?? [];
      if (words !== undefined) judged.push({ group: groupOf(words), words, labels });
    }
  }
  return judged;
}
