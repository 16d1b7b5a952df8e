import { msg } from '@/lib/i18n/msg';
import type { z } from 'zod';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import { SIMULATOR_API_KEY } from '@/lib/simulator/models';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { DEMO_WORKSPACE } from '@/lib/workspaces/ids';
import { removeDemo } from '@/lib/workspaces/remove-demo';
import { applyConfig } from '../apply-config';
import type { configSchema } from '../schemas';
import { SIMULATOR_HOST } from '../snapshot/simulated-base-url';
import { starterAlerts } from './starter-alerts';
import { starterModels, starterPrices } from './starter-models';
import { starterRules } from './starter-rules';
import { VersionConflictError } from '../versions/version-conflict-error';

export interface SeedOptions {
  /** Publish the simulated providers with models, prices and rules; else only the alerts to begin with. */
  simulator: boolean;
  /** Make the demo workspace on a first start (with the simulator, which its models are of); false takes it away. */
  demo: boolean;
}

/** What the settings of this process ask for. */
function optionsFromEnv(): SeedOptions {
  return { simulator: env().TOLLGATE_SIMULATOR !== 'off', demo: env().TOLLGATE_DEMO === 'on' };
}

/**
 * What each start makes sure of. The first one, when there is no version at all, publishes workspaces and a
 * configuration to begin with; later ones, and one that another process was faster than, publish nothing.
 * `TOLLGATE_DEMO=off` takes the demo workspace away. Returns whether it published.
 */
export async function seedConfig(options = optionsFromEnv(), nowMs = Date.now()): Promise<boolean> {
  if (!options.demo && (await db().workspace.count({ where: { id: DEMO_WORKSPACE, isDemo: true } })) > 0)
    await removeDemo();
  if ((await db().configVersion.count()) > 0) return false;
  await createDefaultWorkspaces({ demo: options.demo && options.simulator });
  const file = options.simulator ? starterConfig(nowMs) : { alerts: starterAlerts() };
  try {
    const applied = await applyConfig(
      { file, author: 'tollgate', note: msg('First start'), expectedVersion: 0 },
      nowMs,
    );
    return applied.published;
  } catch (error) {
    if (error instanceof VersionConflictError) return false;
    throw error;
  }
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
    alerts: starterAlerts(),
  };
}
