import type { Alert } from '@/lib/config/alert-schemas';
import type { Reading, RuleOf, Sources } from './reading';
import { readAnomalies } from './readings/anomaly';
import { readBacklog, readDeadLetters, readQuarantined, readUnpriced } from './readings/books';
import { readBudgets } from './readings/budget';
import { readProviders } from './readings/provider-status';
import { readErrorRate, readHitRate, readP95, readSpendRate } from './readings/traffic';

const of = <K extends Alert['when']['kind']>(rule: Alert, when: RuleOf<K>['when']): RuleOf<K> => ({
  ...rule,
  when,
});

/** Every reading of a rule. Rejects when the database does. */
export function takeReadings(rule: Alert, sources: Sources): Promise<Reading[]> {
  const { when } = rule;
  switch (when.kind) {
    case 'budget':
      return readBudgets(of(rule, when), sources);
    case 'spend_rate':
      return readSpendRate(of(rule, when), sources);
    case 'anomaly':
      return readAnomalies(of(rule, when), sources);
    case 'error_rate':
      return readErrorRate(of(rule, when), sources);
    case 'p95':
      return readP95(of(rule, when), sources);
    case 'hit_rate':
      return readHitRate(of(rule, when), sources);
    case 'provider_status':
      return readProviders(of(rule, when), sources);
    case 'unpriced':
      return readUnpriced(of(rule, when), sources);
    case 'quarantined':
      return readQuarantined(of(rule, when), sources);
    case 'log_backlog':
      return readBacklog(of(rule, when), sources);
    case 'dead_letters':
      return readDeadLetters(of(rule, when), sources);
    default:
      return when satisfies never;
  }
}
