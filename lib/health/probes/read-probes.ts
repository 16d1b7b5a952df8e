import { db } from '@/lib/db';
import type { ConfigDocument } from '@/lib/config/schemas';
import { lessonSchema } from './lesson-schema';
import type { SeenProbe } from './judge-probe';

/** What the last probe of each target came to, by `provider/model`; of providers that are no longer probed nothing. */
export async function readProbes({
  providers,
}: Pick<ConfigDocument, 'providers'>): Promise<ReadonlyMap<string, SeenProbe>> {
  const everyS = new Map(
    providers.flatMap(({ id, probe }) => (probe === undefined ? [] : [[id, probe.everyS]])),
  );
  if (everyS.size === 0) return new Map();
  const rows = await db().targetProbe.findMany({ where: { provider: { in: [...everyS.keys()] } } });
  return new Map(
    rows.flatMap(({ provider, model, probedAt, streak, lesson }) => {
      const every = everyS.get(provider);
      if (probedAt === null || lesson === null || every === undefined) return [];
      const { reason, latencyMs } = lessonSchema.parse(lesson);
      return [[`${provider}/${model}`, { at: probedAt, everyS: every, streak, reason, latencyMs }]];
    }),
  );
}
