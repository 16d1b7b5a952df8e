/** What a channel is told. */
export interface Notice {
  /** The same each time that this notice is sent: who gets it twice can tell. */
  deliveryId: string;
  kind: 'fired' | 'still_firing' | 'resolved' | 'test';
  rule: { id: string; name: string };
  workspace: string;
  subject: string;
  summary: string;
  /** ISO text. */
  at: string;
  /** Where the alert can be seen; absent while Tollgate does not know its own address. */
  url?: string;
}

/** How a try to deliver went. `retry`: another one later may do. */
export type Outcome = { ok: true; detail: string } | { ok: false; retry: boolean; detail: string };

/** Control characters of an answer: PostgreSQL keeps no NUL. */
const UNSEEN = /\p{Cc}+/gu;
const SHOWN_CHARACTERS = 300;

/** An outcome as it may be kept and shown: in one line, and without the secret should its receiver have said it. Pure. */
export function withoutSecret(outcome: Outcome, secret: string | undefined): Outcome {
  const detail = secret ? outcome.detail.replaceAll(secret, '…') : outcome.detail;
  // Cut last: of a secret that was cut nothing would be found.
  return { ...outcome, detail: detail.replace(UNSEEN, ' ').slice(0, SHOWN_CHARACTERS) };
}

const BEGINNINGS = {
  fired: 'Firing',
  still_firing: 'Still firing',
  resolved: 'Resolved',
  test: 'Test',
} as const;

/** One line: `Firing: Errors (main, all)`. Names can't break the line that they stand in. */
export function titleOf({ kind, rule, workspace, subject }: Notice): string {
  const where = subject === 'all' ? workspace : `${workspace}, ${subject}`;
  return `${BEGINNINGS[kind]}: ${rule.name} (${where})`.replace(/\p{Cc}+/gu, ' ').slice(0, 300);
}

/** In words, for people. */
export function textOf(notice: Notice): string {
  const link = notice.url === undefined ? [] : [notice.url];
  return [titleOf(notice), notice.summary, `At ${notice.at}`, ...link].join('\n');
}
