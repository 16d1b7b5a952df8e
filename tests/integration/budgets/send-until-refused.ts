import { KEY_VALUE } from './budgeted-config';

const UNCHECKED = "can't be checked now";

export interface Sent {
  served: number;
  refused: number;
  /** Answered 503, as the budget could not be checked in time: asked again. On a busy machine some are. */
  unchecked: number;
  /** The connection broke, or the process was gone. */
  lost: number;
  /** Anything else: status and body. */
  odd: string[];
  /** USD, as the answers say. */
  spent: number;
  /** Refused although what was unspent and held by nobody would have covered it. */
  falseRefusals: number;
}

export interface Race {
  urls: string[];
  concurrent: number;
  limit: number;
  /** The most that one request may hold. */
  mostUsd: number;
  maxTokens: number;
  /** Called after each answer. */
  onAnswer?: (sent: Sent) => void;
}

export function ask(
  url: string,
  body: object = {},
  headers: Record<string, string> = {},
  signal?: AbortSignal,
): Promise<Response> {
  return fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    ...(signal === undefined ? {} : { signal }),
    headers: { 'content-type': 'application/json', authorization: `Bearer ${KEY_VALUE}`, ...headers },
    body: JSON.stringify({
      model: 'fast',
      messages: [{ role: 'user', content: 'Explain budgets in plain words.' }],
      ...body,
    }),
  });
}

/** So many workers send without a pause, spread over the processes, each until it is refused. */
export async function sendUntilRefused(race: Race): Promise<Sent> {
  const sent: Sent = { served: 0, refused: 0, unchecked: 0, lost: 0, odd: [], spent: 0, falseRefusals: 0 };
  let inFlight = 0;

  const once = async (url: string, n: number): Promise<boolean> => {
    inFlight += 1;
    const body = { max_tokens: race.maxTokens, seed: n };
    const answer = await ask(url, body).then(
      async (response) => ({ response, text: await response.text() }),
      () => undefined,
    );
    inFlight -= 1;
    if (answer === undefined) {
      sent.lost += 1;
      return true;
    }
    const { response, text } = answer;
    if (response.status === 200) {
      sent.served += 1;
      sent.spent += Number(response.headers.get('x-tollgate-cost-usd'));
    } else if (response.status === 402) {
      sent.refused += 1;
      const left = race.limit - sent.spent - inFlight * race.mostUsd;
      if (left > race.mostUsd) sent.falseRefusals += 1;
    } else if (response.status === 503 && text.includes(UNCHECKED) && sent.unchecked < race.concurrent) {
      sent.unchecked += 1;
      return true;
    } else sent.odd.push(`${response.status} ${text}`);
    race.onAnswer?.(sent);
    return response.status === 200;
  };

  const work = async (worker: number) => {
    const alive = [...race.urls];
    for (let n = 0; alive.length > 0; n += 1) {
      const url = alive[(worker + n) % alive.length] ?? '';
      const lostBefore = sent.lost;
      if (!(await once(url, worker * 10_000 + n))) return;
      if (sent.lost > lostBefore) alive.splice(alive.indexOf(url), 1);
    }
  };
  await Promise.all(Array.from({ length: race.concurrent }, (_, worker) => work(worker)));
  return sent;
}
