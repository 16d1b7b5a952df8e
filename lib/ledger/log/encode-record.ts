import type { AttemptIntent, LedgerRecord, RequestCompletion, RequestHeader } from '../records';

/** The text of a header, and how many targets it said were skipped: the one thing of it that grows afterwards. */
interface HeaderText {
  text: string;
  skipped: number;
}

/** The completion repeats the header of the first intent, so that it can be booked even if that one is damaged. */
const texts = new WeakMap<RequestHeader, HeaderText>();

/** A record as JSON. */
export function encodeRecord(record: LedgerRecord): string {
  return record.t === 'intent' ? encodeIntent(record) : encodeCompletion(record);
}

function encodeIntent({ request, ...intent }: AttemptIntent): string {
  const rest = JSON.stringify(intent);
  return request === undefined ? rest : `${rest.slice(0, -1)},"request":${headerText(request)}}`;
}

function encodeCompletion({ request, ...completion }: RequestCompletion): string {
  return `${JSON.stringify(completion).slice(0, -1)},"request":${headerText(request)}}`;
}

function headerText(header: RequestHeader): string {
  const skipped = header.route.skipped.length;
  const known = texts.get(header);
  if (known?.skipped === skipped) return known.text;
  const text = JSON.stringify(header);
  texts.set(header, { text, skipped });
  return text;
}
