import type pg from 'pg';
import { configDocumentSchema } from '@/lib/config/document-schema';
import { priorOf } from '@/lib/routing/choose-learned';
import { fitHead, type JudgedPrompt, type Pause, type PriorOf } from '@/lib/routing/learn/fit-head';
import { judgeHead, type HeadVerdict } from '@/lib/routing/learn/judge-head';
import { packHead, type StoredHead } from '@/lib/routing/learn/text-head';
import { findDue, type DueWorkspace } from './find-due';
import { readJudged } from './read-judged';

/** Trainings of a workspace that are kept, those that were not taken too. */
const KEPT_VERSIONS = 10;

const STORE = `INSERT INTO routing_head (workspace_id, labels, newest_label_at, taken, verdict, model)
  VALUES ($1, $2, $3, $4, $5, $6)`;
const FORGET = `DELETE FROM routing_head WHERE workspace_id = $1 AND version <= (
  SELECT version FROM routing_head WHERE workspace_id = $1 ORDER BY version DESC OFFSET ${KEPT_VERSIONS} LIMIT 1)`;

const pause: Pause = () => new Promise((resolve) => setImmediate(resolve));

export interface Trained extends HeadVerdict {
  workspaceId: string;
}

async function readPriors(client: Pick<pg.ClientBase, 'query'>): Promise<PriorOf> {
  const { rows } = await client.query<{ document: unknown }>(
    'SELECT document FROM config_version ORDER BY version DESC LIMIT 1',
  );
  const { models } = configDocumentSchema.parse(rows[0]?.document ?? {});
  const priors = new Map(models.map((model) => [model.id, priorOf(model)]));
  return (model) => priors.get(model);
}

/** What a head would be worth, and itself where that is enough. */
async function train(rows: readonly JudgedPrompt[], priors: PriorOf) {
  const verdict = await judgeHead(rows, priors, pause);
  const model: StoredHead | undefined = verdict.taken
    ? packHead(await fitHead(rows, priors, pause))
    : undefined;
  return { verdict: { ...verdict, taken: model !== undefined }, model };
}

async function store(
  client: Pick<pg.ClientBase, 'query'>,
  { workspaceId, labels, newestLabelAt }: DueWorkspace,
  { verdict, model }: Awaited<ReturnType<typeof train>>,
): Promise<void> {
  const body = model === undefined ? null : JSON.stringify(model);
  await client.query(STORE, [
    workspaceId,
    labels,
    newestLabelAt,
    verdict.taken,
    JSON.stringify(verdict),
    body,
  ]);
  await client.query(FORGET, [workspaceId]);
}

/**
 * Trains a head for each workspace with news, and stores it with its verdict. One that does not beat the table of tasks
 * takes the one before it out of force. Safe to run at any time.
 */
export async function trainHeads(client: Pick<pg.ClientBase, 'query'>): Promise<Trained[]> {
  const due = await findDue(client);
  if (due.length === 0) return [];
  const priors = await readPriors(client);
  const trained: Trained[] = [];
  for (const workspace of due) {
    const rows = await readJudged(client, workspace.workspaceId);
    const result = await train(rows, priors);
    await store(client, workspace, result);
    trained.push({ workspaceId: workspace.workspaceId, ...result.verdict });
  }
  return trained;
}
