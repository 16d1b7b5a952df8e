import type { RequestCompletion } from '@/lib/ledger/records';
import type { LedgerWriter } from '@/lib/ledger/types';
import { Counter } from './metrics';

/** What the books say, counted as it is written. Labels are of the configuration, never of clients. */
export class RequestMetrics {
  private readonly requests = new Counter(
    'tollgate_requests_total',
    'Requests that ended, by outcome and status.',
  );
  private readonly attempts = new Counter('tollgate_attempts_total', 'Calls to providers, by outcome.');
  private readonly latency = new Counter(
    'tollgate_request_duration_ms_total',
    'Sum of the durations of requests that ended, ms.',
  );
  private readonly tokens = new Counter('tollgate_tokens_total', 'Tokens of all calls, by meter.');

  /** The same writer, counted. `onDone`: told of each request that is on the books. */
  watch(ledger: LedgerWriter, onDone: (done: RequestCompletion) => void = () => undefined): LedgerWriter {
    return {
      append: (record) => {
        const appended = ledger.append(record);
        if (record.t === 'done') {
          this.count(record);
          onDone(record);
        }
        return appended;
      },
      problem: () => ledger.problem?.(),
      close: () => ledger.close(),
    };
  }

  text(): string {
    return this.requests.text() + this.attempts.text() + this.latency.text() + this.tokens.text();
  }

  private count(record: RequestCompletion): void {
    const { outcome, status, latencyMs, request, attempts } = record;
    this.requests.add({ api: request.api, outcome, status: String(status) });
    this.latency.add({ api: request.api }, latencyMs);
    for (const { provider, model, outcome: ended, usage } of attempts) {
      this.attempts.add({ provider, model, outcome: ended });
      for (const [meter, quantity] of Object.entries(usage.meters))
        if (quantity !== undefined) this.tokens.add({ provider, meter }, quantity);
    }
  }
}
