import type { Meter } from '@opentelemetry/api';
import type { RequestCompletion } from '@/lib/ledger/records';
import { callAttributes, tokensOf } from './gen-ai';

/** Bucket bounds as the conventions advise them. */
const TOKENS = [
  1, 4, 16, 64, 256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216, 67_108_864,
];
const DURATION_S = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92];
const FIRST_TOKEN_S = [0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

/** The histograms of the GenAI conventions, of each call to a provider. */
export function openInstruments(meter: Meter): (done: RequestCompletion) => void {
  const histogram = (name: string, unit: string, bounds: number[]) =>
    meter.createHistogram(name, { unit, advice: { explicitBucketBoundaries: bounds } });
  const tokens = histogram('gen_ai.client.token.usage', '{token}', TOKENS);
  const duration = histogram('gen_ai.client.operation.duration', 's', DURATION_S);
  const firstToken = histogram('gen_ai.server.time_to_first_token', 's', FIRST_TOKEN_S);
  return ({ request, attempts }) => {
    for (const attempt of attempts) {
      const attributes = Object.fromEntries(
        Object.entries(callAttributes(request, attempt)).filter(([, value]) => value !== undefined),
      );
      duration.record(attempt.latencyMs / 1_000, attributes);
      if (request.stream && attempt.firstContentMs !== undefined)
        firstToken.record(attempt.firstContentMs / 1_000, attributes);
      const { input, output } = tokensOf(attempt.usage.meters);
      if (input !== undefined) tokens.record(input, { ...attributes, 'gen_ai.token.type': 'input' });
      if (output !== undefined) tokens.record(output, { ...attributes, 'gen_ai.token.type': 'output' });
    }
  };
}
