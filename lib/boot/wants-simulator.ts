import { z } from 'zod';
import { withClient } from './postgres/connect';

const documentSchema = z.object({
  providers: z
    .array(
      z.object({
        enabled: z.boolean().default(true),
        simulated: z.boolean().default(false),
        apiKey: z.string().optional(),
        apiKeys: z.array(z.object({ key: z.string() })).default([]),
      }),
    )
    .default([]),
});

/** Whether the simulator runs: `auto` means while no provider is configured that could answer in earnest. */
export async function wantsSimulator(setting: 'auto' | 'on' | 'off', databaseUrl: string): Promise<boolean> {
  if (setting !== 'auto') return setting === 'on';
  const document = await withClient(databaseUrl, async (client) => {
    const { rows } = await client.query<{ document: unknown }>(
      'SELECT document FROM config_version ORDER BY version DESC LIMIT 1',
    );
    return rows[0]?.document ?? {};
  });
  return !hasRealProvider(document, process.env);
}

/** A provider whose key is `env:NAME` counts only where NAME is set. */
export function hasRealProvider(document: unknown, environment: Record<string, string | undefined>): boolean {
  const { providers } = documentSchema.parse(document);
  const isThere = (key: string | undefined) =>
    key?.startsWith('env:') !== true || Boolean(environment[key.slice('env:'.length)]);
  return providers.some(({ enabled, simulated, apiKey, apiKeys }) => {
    if (!enabled || simulated) return false;
    return apiKeys.length === 0 ? isThere(apiKey) : apiKeys.some(({ key }) => isThere(key));
  });
}
