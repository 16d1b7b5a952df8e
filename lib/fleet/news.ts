import { z } from 'zod';
import type { RedisClient } from './connect-redis';

/** What is called out among processes. It only makes them look sooner: what they miss they find by looking. */
const newsSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('config') }),
  z.strictObject({ kind: z.literal('hints') }),
  /** Refused from now on, even where the database can't be asked. */
  z.strictObject({ kind: z.literal('key_revoked'), keyId: z.string() }),
]);
export type News = z.infer<typeof newsSchema>;

/** Hears the news on a connection of its own, anew after each time that it was lost. */
export function hearNews(client: RedisClient, channel: string, hear: (news: News) => void): void {
  client.on('ready', () => void client.subscribe(channel).catch(() => undefined));
  client.on('message', (_channel: string, message: string) => {
    const news = newsSchema.safeParse(tryJson(message));
    if (news.success) hear(news.data);
  });
}

export const callOut = (client: RedisClient, channel: string, news: News): Promise<unknown> =>
  client.publish(channel, JSON.stringify(news));

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
