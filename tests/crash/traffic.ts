import http from 'node:http';
import { sendChat, type SentOutcome } from '../support/send-chat';

const MODELS = ['gpt-4.1', 'claude-sonnet-4.5', 'gemini-2.5-flash', 'deepseek-v3.2', 'claude-opus-4', 'auto'];
const LEAVING_SHARE = 0.05;
/** What a client left behind is in flight in its gateway for a moment longer. */
const LINGER_MS = 250;
/** A gateway that was killed is started again: no storm of refused connections meanwhile. */
const AFTER_REFUSAL_MS = 50;

export interface Traffic {
  outcomes: Map<SentOutcome, number>;
  /** Requests that a gateway may have open now. */
  inFlight(): number;
  /** No new ones; resolves when the last has ended. */
  stop(): Promise<void>;
}

/** Keeps so many requests in flight, streams and not, one in twenty left by its client. */
export function startTraffic(to: { url: string; key: string }, concurrency: number): Traffic {
  const agent = new http.Agent({ keepAlive: true, maxSockets: concurrency });
  const outcomes = new Map<SentOutcome, number>();
  let open = 0;
  let stopped = false;
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

  const sendOne = async (n: number) => {
    open += 1;
    const leaves = Math.random() < LEAVING_SHARE;
    const outcome = await sendChat({
      ...to,
      agent,
      model: MODELS[n % MODELS.length] ?? 'auto',
      prompt: `Explain what happens when a process dies in the middle of request ${n}.`,
      stream: n % 2 === 0,
      maxTokens: 20 + (n % 60),
      ...(leaves ? { leaveAfterMs: Math.random() * 400 } : {}),
    });
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    setTimeout(() => (open -= 1), outcome === 'left' ? LINGER_MS : 0);
    if (outcome === 'broken' || outcome === 'status 503') await pause(AFTER_REFUSAL_MS);
  };
  let next = 0;
  const lane = async () => {
    while (!stopped) await sendOne(next++);
  };
  const lanes = Array.from({ length: concurrency }, lane);
  return {
    outcomes,
    inFlight: () => open,
    stop: async () => {
      stopped = true;
      await Promise.all(lanes);
      agent.destroy();
    },
  };
}
