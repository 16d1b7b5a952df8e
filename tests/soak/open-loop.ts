import http from 'node:http';
import { sendChat, type SentOutcome } from '../support/send-chat';

const MODELS = ['gpt-4.1', 'claude-sonnet-4.5', 'gemini-2.5-flash', 'deepseek-v3.2', 'auto'];

export interface Sent {
  outcomes: Map<SentOutcome, number>;
  /** The most that was under way at once. */
  most: number;
}

/** Requests at a fixed rate whatever becomes of them: every fifth a stream, every hundredth left by its client. */
export async function openLoop(
  to: { url: string; key: string },
  perSecond: number,
  durationMs: number,
): Promise<Sent> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 500 });
  const sent: Sent = { outcomes: new Map(), most: 0 };
  const running = new Set<Promise<void>>();
  const send = (n: number) => {
    const one = sendChat({
      ...to,
      agent,
      model: MODELS[n % MODELS.length] ?? 'auto',
      prompt: `Say something about the number ${n}.`,
      stream: n % 5 === 0,
      maxTokens: 30 + (n % 40),
      ...(n % 100 === 99 ? { leaveAfterMs: 5 } : {}),
    }).then((outcome) => {
      sent.outcomes.set(outcome, (sent.outcomes.get(outcome) ?? 0) + 1);
      running.delete(one);
    });
    running.add(one);
    sent.most = Math.max(sent.most, running.size);
  };
  const started = performance.now();
  const total = Math.floor((perSecond * durationMs) / 1000);
  for (let n = 0; n < total;) {
    const due = Math.min(total, Math.floor(((performance.now() - started) * perSecond) / 1000));
    for (; n < due; n += 1) send(n);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await Promise.all(running);
  agent.destroy();
  return sent;
}
