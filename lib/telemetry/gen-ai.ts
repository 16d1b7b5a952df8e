import type { AttemptRecord, RequestHeader } from '@/lib/ledger/records';
import type { MeterQuantities } from '@/lib/pricing/usage';

/** Names of the GenAI semantic conventions (1.41) for providers that they list; others go by their own id. */
const WELL_KNOWN: Readonly<Record<string, string>> = {
  azure: 'azure.ai.openai',
  bedrock: 'aws.bedrock',
  gemini: 'gcp.gemini',
  google: 'gcp.gemini',
  mistral: 'mistral_ai',
  vertex: 'gcp.vertex_ai',
  xai: 'x_ai',
};

export function providerName(provider: string): string {
  return WELL_KNOWN[provider] ?? provider;
}

export function operationName({ api }: Pick<RequestHeader, 'api'>): string {
  return api === 'openai-embeddings' ? 'embeddings' : 'chat';
}

/** Tokens by direction, cached and reasoning ones included; undefined when none were metered. */
export function tokensOf(meters: MeterQuantities): { input: number | undefined; output: number | undefined } {
  const sum = (direction: 'in.' | 'out.') => {
    const found = Object.entries(meters).filter(([meter]) => meter.startsWith(direction));
    return found.length === 0 ? undefined : found.reduce((total, [, quantity]) => total + (quantity ?? 0), 0);
  };
  return { input: sum('in.'), output: sum('out.') };
}

/** What is said of a call to a provider. No prompt, no answer, no message of the provider, which may quote either. */
export function callAttributes(
  request: RequestHeader,
  attempt: AttemptRecord,
): Record<string, string | number | undefined> {
  return {
    'gen_ai.operation.name': operationName(request),
    'gen_ai.provider.name': providerName(attempt.provider),
    'gen_ai.request.model': attempt.upstreamModel,
    'gen_ai.response.model': attempt.servedModel,
    'error.type': attempt.outcome === 'success' ? undefined : (attempt.errorCode ?? attempt.outcome),
  };
}
