import http from 'node:http';
import { sendChat, type SentOutcome } from '../support/send-chat';

export interface Load {
  /** How often each came of it. */
  outcomes: Map<SentOutcome, number>;
  inFlight(): number;
  /** No new ones; resolves when the last has ended. */
  stop(): Promise<void>;
}

/** So many requests a second whatever becomes of them, every third a stream. */
export function startLoad(to: { url: string; key: string }, perSecond: number): Load {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 200 });
  const outcomes = new Map<SentOutcome, number>();
  const running = new Set<Promise<void>>();
  const startedMs = performance.now();
  let sent = 0;
  const send = (n: number) => {
    const prompt = `Say something about the number ${n}.`;
    const chat = { ...to, agent, model: 'fast', prompt, stream: n % 3 === 0, maxTokens: 10 + (n % 30) };
    const one = sendChat(chat).then((outcome) => {
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      running.delete(one);
    });
    running.add(one);
  };
  const timer = setInterval(() => {
    const due = ((performance.now() - startedMs) * perSecond) / 1_000;
    for (; sent < due; sent += 1) send(sent);
  }, 5);
  return {
    outcomes,
    inFlight: () => running.size,
    stop: async () => {
      clearInterval(timer);
      await Promise.all(running);
      agent.destroy();
    },
  };
}
