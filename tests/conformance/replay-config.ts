import type { z } from 'zod';
import type { configSchema } from '@/lib/config/schemas';
import { DIALECT_NAMES } from '@/lib/dialects/types';
import { RECORDINGS, type Recording } from './recordings';
import { replayPrices } from './replay-prices';

/** How the recorded bytes come: in one go, or cut at random places by a seed. */
export const CUTS = ['', '~1', '~2'];

/** The name under which clients ask for a recording. */
export function replayModel({ dialect, name }: Pick<Recording, 'dialect' | 'name'>, cut = ''): string {
  return `${dialect}/${name}${cut.replace('~', '-cut-')}`;
}

/** Every recording as a model, at the replay upstream. */
export function replayConfig(replayUrl: string): z.input<typeof configSchema> {
  const tools = DIALECT_NAMES.map((dialect) => ({ dialect, name: 'tools' }));
  return {
    providers: DIALECT_NAMES.map((dialect) => ({ id: dialect, dialect, baseUrl: `${replayUrl}/${dialect}` })),
    models: [...RECORDINGS, ...tools].flatMap((recording) =>
      CUTS.map((cut) => ({
        id: replayModel(recording, cut),
        offers: [{ provider: recording.dialect, model: recording.name + cut }],
      })),
    ),
    prices: replayPrices(),
  };
}
