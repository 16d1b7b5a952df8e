import type pg from 'pg';
import type { LabelSource } from '@/lib/routing/learn/posterior';

export interface NewLabel {
  requestId: string;
  /** Epoch ms, from the id. */
  requestStartedAt: number;
  source: LabelSource;
  author: string;
  /** Only requests of this key are meant. */
  keyId?: string | undefined;
  score: number;
  label?: string | undefined;
  /** Where it is not the one that served. */
  judgedModel?: string | undefined;
}

const STORE = `INSERT INTO routing_label
    (request_id, request_started_at, source, author, key_id, score, label, judged_model)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
  ON CONFLICT (request_id, source, author) DO UPDATE
    SET score = excluded.score, label = excluded.label, at = now(), learnt = false
    WHERE (routing_label.score, routing_label.label) IS DISTINCT FROM (excluded.score, excluded.label)`;

/** Keeps a label; the same again changes nothing, another one of the same author takes its place. */
export async function storeLabel(client: Pick<pg.Pool, 'query'>, label: NewLabel): Promise<void> {
  await client.query(STORE, [
    label.requestId,
    new Date(label.requestStartedAt),
    label.source,
    label.author,
    label.keyId ?? null,
    label.score,
    label.label ?? null,
    label.judgedModel ?? null,
  ]);
}
