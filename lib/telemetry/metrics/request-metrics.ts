import type { AttemptRecord, RequestCompletion } from '@/lib/ledger/records';
import type { LedgerWriter } from '@/lib/ledger/types';
import { Counter } from './counter';
import type { Family } from './family';
import { Histogram } from './histogram';

/** What the books say, counted as it is written. Labels are of the configuration, never of clients. */
export class RequestMetrics {
  private readonly requests = new Counter(
    'tollgate_requests_total',
    'Requests that ended, by outcome and status.',
  );
  private readonly duration = new Histogram(
    'tollgate_request_duration_seconds',
    'Time of requests as their clients saw it.',
  );
  private readonly cache = new Counter('tollgate_cache_total', 'Requests that asked the cache, by result.');
  private readonly attempts = new Counter('tollgate_attempts_total', 'Calls to providers, by outcome.');
  private readonly attemptDuration = new Histogram(
    'tollgate_attempt_duration_seconds',
    'Time of calls to providers.',
  );
  private readonly firstToken = new Histogram(
    'tollgate_first_token_seconds',
    'Time of streamed calls until their first content.',
  );
  private readonly retries = new Counter(
    'tollgate_retries_total',
    'Calls to the target that had just failed.',
  );
  private readonly failovers = new Counter(
    'tollgate_failovers_total',
    'Calls that another target had failed.',
  );
  private readonly tokens = new Counter('tollgate_tokens_total', 'Tokens of all calls, by meter.');
  private readonly cost = new Counter(
    'tollgate_cost_usd_total',
    'Cost of all calls, USD, for graphs: a float, where the books are exact.',
  );
  private readonly unknownCost = new Counter(
    'tollgate_unknown_cost_total',
    'Calls of which the cost is not known, by state.',
  );

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

  families(): Family[] {
    const { requests, duration, cache, attempts, attemptDuration, firstToken } = this;
    const { retries, failovers, tokens, cost, unknownCost } = this;
    return [
      ...[requests, duration, cache, attempts, attemptDuration, firstToken],
      ...[retries, failovers, tokens, cost, unknownCost],
    ].map((metric) => metric.family());
  }

  private count({ outcome, status, latencyMs, request, attempts, cache }: RequestCompletion): void {
    const { api, stream } = request;
    this.requests.add({ api, outcome, status: String(status) });
    this.duration.addMs({ api, stream: stream ? 'true' : 'false' }, latencyMs);
    if (cache !== undefined) this.cache.add({ result: cache });
    let before: AttemptRecord | undefined;
    for (const attempt of attempts) {
      this.countAttempt(attempt, before, stream);
      before = attempt;
    }
  }

  private countAttempt(attempt: AttemptRecord, before: AttemptRecord | undefined, stream: boolean): void {
    const { provider, model, outcome, latencyMs, firstContentMs, usage, cost } = attempt;
    const target = { provider, model };
    this.attempts.add({ provider, model, outcome });
    this.attemptDuration.addMs(target, latencyMs);
    if (stream && firstContentMs !== undefined) this.firstToken.addMs(target, firstContentMs);
    if (before !== undefined) {
      const isSame = before.provider === provider && before.model === model;
      (isSame ? this.retries : this.failovers).add(target);
    }
    for (const meter in usage.meters) {
      const quantity = usage.meters[meter as keyof typeof usage.meters];
      if (quantity !== undefined) this.tokens.add({ provider, meter }, quantity);
    }
    if (cost.totalUsd === null) this.unknownCost.add({ provider, state: cost.state });
    else this.cost.add(target, Number(cost.totalUsd));
  }
}
