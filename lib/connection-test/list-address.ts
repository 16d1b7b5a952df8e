import type { DialectName } from '@/lib/dialects/types';
import { quirksOf, type PresetName } from '@/lib/providers/presets';

interface Listed {
  preset?: PresetName | undefined;
  dialect: DialectName;
  baseUrl: string;
}

/** Azure OpenAI is called below a deployment; its list of models stands beside that. */
const LIST_PATH = '/models';

/** Who gives 20 or 50 of them at a time, unless asked for more: what is on the next page would be taken for missing. */
const WHOLE_LIST: Readonly<Partial<Record<DialectName, string>>> = {
  'anthropic-messages': 'limit=1000',
  gemini: 'pageSize=1000',
};

/** Where a provider lists its models, all at once: the same path below the base URL in every dialect. Pure. */
export function listAddress(provider: Listed): { origin: string; path: string } {
  const base = new URL(provider.baseUrl);
  const { deployments } = quirksOf(provider);
  const query =
    deployments === undefined
      ? WHOLE_LIST[provider.dialect]
      : `api-version=${encodeURIComponent(deployments.apiVersion)}`;
  const path = `${base.pathname.replace(/\/+$/, '')}${LIST_PATH}`;
  return { origin: base.origin, path: query === undefined ? path : `${path}?${query}` };
}
