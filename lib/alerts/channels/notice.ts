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
