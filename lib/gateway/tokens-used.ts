import type { AdmittedExchange, Exchange } from './exchange';

const BYTES_PER_TOKEN = 4;

/** Before the body is read: its length says enough for a limit a minute. */
export function tokensExpected(exchange: Exchange): number {
  const bytes = Number(exchange.inbound.header('content-length') ?? 0);
  return Number.isFinite(bytes) ? Math.ceil(bytes / BYTES_PER_TOKEN) : 0;
}

/** All tokens of all attempts, as they are on the books; 0 when nothing was dispatched. */
export function tokensUsed(admitted: AdmittedExchange | undefined): number {
  let sum = 0;
  for (const { usage } of admitted?.attempts ?? [])
    for (const quantity of Object.values(usage.meters)) sum += quantity ?? 0;
  return sum;
}
