import { z } from 'zod';
import { db } from '@/lib/db';
import { SIMULATOR_API_KEY } from '@/lib/simulator/models';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { applyConfig } from './apply-config';
import type { configSchema } from './schemas';
import { SIMULATOR_HOST } from './simulated-base-url';
import { starterModels, starterPrices } from './starter-models';
import { starterRules } from './starter-rules';
import { VersionConflictError } from './version-conflict-error';

export interface SeedOptions {
  /** Publish the simulated providers with models, prices and rules; else an empty configuration. */
  simulator: boolean;
  /** Make the demo workspace. */
  demo: boolean;
}

/**
 * What a first start publishes, when there is no version at all: workspaces and a configuration to begin with.
 * Returns whether it published. On later starts, and when another process was faster, nothing happens.
 */
export async function seedConfig(options: SeedOptions, nowMs = Date.now()): Promise<boolean> {
  if ((await db().configVersion.count()) > 0) return false;
  await createDefaultWorkspaces({ demo: options.demo });
  const file = options.simulator ? starterConfig(nowMs) : {};
  try {
    const applied = await applyConfig(
      { file, author: 'tollgate', note: 'First start', expectedVersion: 0 },
      nowMs,
    );
    return applied.published;
  } catch (error) {
    if (error instanceof VersionConflictError) return false;
    throw error;
  }
}

/** Whether any configuration in force has a provider that is not simulated: then the simulator is not needed. */
export async function hasRealProvider(): Promise<boolean> {
  const newest = await db().configVersion.findFirst({
    orderBy: { version: 'desc' },
    select: { document: true },
  });
  const loose = z.object({
    providers: z.array(z.object({ simulated: z.boolean().default(false) })).default([]),
  });
  return loose.parse(newest?.document ?? {}).providers.some((provider) => !provider.simulated);
}

/** The simulator's two wire formats as two providers. */
export function starterConfig(nowMs: number): z.input<typeof configSchema> {
  const common = { simulated: true, apiKey: SIMULATOR_API_KEY };
  return {
    providers: [
      {
        id: 'sim-openai',
        name: 'Simulator (OpenAI format)',
        dialect: 'openai-chat',
        baseUrl: `http://${SIMULATOR_HOST}/v1`,
        ...common,
      },
      {
        id: 'sim-anthropic',
        name: 'Simulator (Anthropic format)',
        dialect: 'anthropic-messages',
        baseUrl: `http://${SIMULATOR_HOST}/v1`,
        ...common,
      },
    ],
    models: starterModels(),
    prices: starterPrices(new Date(nowMs).toISOString()),
    rules: starterRules(),
  };
}
