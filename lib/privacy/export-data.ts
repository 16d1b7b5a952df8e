import { actorOf } from '@/lib/audit/actor';
import { appendAudit } from '@/lib/audit/append';
import { db } from '@/lib/db';
import type { Viewer } from '@/lib/users/viewer';
import { auditedSubject, openSubject, type DataSubject, type OfSubject } from './subject';

const ROWS_AT_A_TIME = 200;

/**
 * All that is stored of a user or a key as JSON, made while it is read: requests, what was said of their answers, prompts
 * and answers. The audit log has it that they were taken out. Throws `forbidden` or `not_found` before the first piece.
 */
export async function exportData(viewer: Viewer, subject: DataSubject): Promise<AsyncGenerator<string>> {
  const where = await openSubject(viewer, subject);
  await db().$transaction((tx) =>
    appendAudit(tx, actorOf(viewer), {
      action: 'data.export',
      subject: auditedSubject(subject),
      workspaceId: subject.workspace,
      before: null,
      after: null,
    }),
  );
  return pieces(subject, where);
}

async function* pieces(subject: DataSubject, where: OfSubject): AsyncGenerator<string> {
  yield `{"about":${JSON.stringify(subject)},"requests":[`;
  let separator = '\n';
  let after: { startedAt: Date; id: string } | undefined;
  for (;;) {
    const page = await db().request.findMany({
      where,
      orderBy: [{ startedAt: 'asc' }, { id: 'asc' }],
      take: ROWS_AT_A_TIME,
      ...(after === undefined ? {} : { cursor: { startedAt_id: after }, skip: 1 }),
    });
    const bodies = await bodiesOf(page);
    const labels = await labelsOf(page);
    for (const { id, startedAt, keyId, team, endUser, tags, requestedModel, model, outcome } of page) {
      const request = { id, startedAt, keyId, team, endUser, tags, requestedModel, model, outcome };
      const { prompt = null, answer = null } = bodies.get(id) ?? {};
      yield `${separator}${JSON.stringify({ ...request, prompt, answer, feedback: labels.get(id) ?? [] })}`;
      separator = ',\n';
    }
    const last = page.at(-1);
    if (last === undefined || page.length < ROWS_AT_A_TIME) break;
    after = { startedAt: last.startedAt, id: last.id };
  }
  yield '\n]}\n';
}

type Page = readonly { id: string; startedAt: Date }[];

async function bodiesOf(page: Page) {
  const [first, last] = [page[0], page.at(-1)];
  if (first === undefined || last === undefined)
    return new Map<string, { prompt: unknown; answer: unknown }>();
  const found = await db().body.findMany({
    where: {
      requestStartedAt: { gte: first.startedAt, lte: last.startedAt },
      requestId: { in: page.map(({ id }) => id) },
    },
  });
  return new Map<string, { prompt: unknown; answer: unknown }>(found.map((body) => [body.requestId, body]));
}

async function labelsOf(page: Page) {
  const found = await db().routingLabel.findMany({
    where: { requestId: { in: page.map(({ id }) => id) } },
    select: { requestId: true, source: true, score: true, label: true, at: true },
  });
  const labels = new Map<string, Omit<(typeof found)[number], 'requestId'>[]>();
  for (const { requestId, ...label } of found) {
    const known = labels.get(requestId);
    if (known === undefined) labels.set(requestId, [label]);
    else known.push(label);
  }
  return labels;
}
