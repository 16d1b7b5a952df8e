import { quirksOf, type PresetName } from '@/lib/providers/presets';

interface Listed {
  preset?: PresetName | undefined;
  baseUrl: string;
}

/** Azure OpenAI is called below a deployment; its list of models stands beside that. */
const LIST_PATH = '/models';

/** Where a provider lists its models: the same path below the base URL in every dialect. Pure. */
export function listAddress(provider: Listed): { origin: string; path: string } {
  const base = new URL(provider.baseUrl);
  const { deployments } = quirksOf(provider);
  const query = deployments === undefined ? '' : `?api-version=${encodeURIComponent(deployments.apiVersion)}`;
  return { origin: base.origin, path: `${base.pathname.replace(/\/+$/, '')}${LIST_PATH}${query}` };
}
