import path from 'node:path';
import { z } from 'zod';

const settingsSchema = z.object({
  TOLLGATE_DATA_DIR: z.string().default('.tollgate'),
  TOLLGATE_SIMULATOR_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  /** Multiplies every latency: 1 as quoted, 0 at once. */
  TOLLGATE_SIMULATOR_LATENCY_FACTOR: z.coerce.number().min(0).max(1000).default(1),
  /** Append-only JSON lines of what was billed. */
  TOLLGATE_SIMULATOR_LEDGER: z.string().optional(),
  TOLLGATE_SIMULATOR_SEED: z.string().default('tollgate'),
});

export interface SimulatorSettings {
  dataDir: string;
  port: number;
  latencyFactor: number;
  ledgerPath: string;
  seed: string;
}

/** The simulator's own settings; `''` counts as not set. Throws a ZodError on a wrong one. */
export function readSettings(source: Record<string, string | undefined> = process.env): SimulatorSettings {
  const given = Object.entries(source).filter(([, value]) => value !== '' && value !== undefined);
  const parsed = settingsSchema.parse(Object.fromEntries(given));
  const dataDir = path.resolve(parsed.TOLLGATE_DATA_DIR);
  return {
    dataDir,
    port: parsed.TOLLGATE_SIMULATOR_PORT,
    latencyFactor: parsed.TOLLGATE_SIMULATOR_LATENCY_FACTOR,
    ledgerPath: path.resolve(
      parsed.TOLLGATE_SIMULATOR_LEDGER ?? path.join(dataDir, 'simulator', 'ledger.jsonl'),
    ),
    seed: parsed.TOLLGATE_SIMULATOR_SEED,
  };
}
