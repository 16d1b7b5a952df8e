import { z } from 'zod';
import type { KeyLimits } from './key-limits';

const EVERY_MS = 100;

const usageMessage = z.object({
  type: z.literal('key-usage'),
  uses: z.array(z.tuple([z.string(), z.number(), z.number()])),
});

/** How processes that serve the same port reach each other: through the one that started them. */
export interface SiblingChannel {
  send(message: object): unknown;
  onMessage(listener: (message: unknown) => void): void;
}

/** Tells the sibling processes ten times a second what keys used here, and counts what they tell. Returns how to end it. */
export function shareKeyUsage(limits: KeyLimits, channel: SiblingChannel): () => void {
  channel.onMessage((message) => {
    const parsed = usageMessage.safeParse(message);
    if (parsed.success) limits.addElsewhere(parsed.data.uses);
  });
  const timer = setInterval(() => {
    const uses = limits.takeUntold();
    if (uses.length > 0) channel.send({ type: 'key-usage', uses });
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
