import { GatewayError } from '@/lib/errors/gateway-error';
import type { AttemptEstimate } from '@/lib/budgets/estimate-attempt';
import { formatExactUsd } from '@/lib/pricing/format-usd';
import { formatPico, parseUsd, type Pico } from '@/lib/pricing/money';
import { checkCeiling } from '@/lib/resilience/cost-ceiling';
import type { AdmittedExchange } from '../exchange';

export const CEILING_HEADER = 'x-tollgate-max-cost-usd';
const AMOUNT = /^\d{1,12}(\.\d{1,12})?$/;

const inWords = (amount: Pico) => formatExactUsd(formatPico(amount));

/** What one request may cost over all its attempts, and what of that is spent or held. */
export class CostCeiling {
  private spent: Pico = 0n;

  constructor(
    readonly limit: Pico,
    /** Who set it, for the message of a refusal. */
    private readonly setBy: string,
  ) {}

  /**
   * What the next attempt may hold, all it wants or what is left. Throws GatewayError `cost_ceiling_exceeded` where that
   * is of no use, and for a target without a price.
   */
  afford(estimate: Pick<AttemptEstimate, 'want' | 'least'> | undefined, target: string): Pico {
    const verdict = checkCeiling({
      ceiling: this.limit,
      spent: this.spent,
      next: estimate?.want,
      least: estimate?.least ?? 0n,
    });
    if (verdict.kind === 'capped') return verdict.left;
    if (verdict.kind === 'allowed') return estimate?.want ?? 0n;
    const rule = `a request may cost ${inWords(this.limit)} by ${this.setBy}`;
    const spent = this.spent === 0n ? '' : `, of which ${inWords(this.spent)} is spent`;
    const why =
      estimate === undefined
        ? `“${target}” has no price`
        : `“${target}” may cost ${inWords(estimate.want)}, and ${inWords(estimate.least)} at least`;
    throw new GatewayError(
      'cost_ceiling_exceeded',
      `The cost ceiling is in the way: ${rule}${spent}; ${why}.`,
    );
  }

  /** Counts an attempt at what it may cost until it is known what it did. */
  hold(amount: Pico): (actual: Pico) => void {
    this.spent += amount;
    let held = amount;
    return (actual) => {
      this.spent += actual - held;
      held = actual;
    };
  }
}

/** The lowest ceiling that holds for a request; none unless somebody set one. Throws GatewayError for a header that is no amount. */
export function readCeiling({ inbound, key, settings, header }: AdmittedExchange): CostCeiling | undefined {
  const wanted = inbound.header(CEILING_HEADER);
  const byRule = settings.costCeilingUsd;
  if (wanted === undefined && key.maxCostUsd === undefined && byRule === undefined) return undefined;
  if (wanted !== undefined && !AMOUNT.test(wanted))
    throw new GatewayError('invalid_request', `${CEILING_HEADER} must be a decimal amount such as 0.10.`, {
      param: CEILING_HEADER,
    });
  let lowest: CostCeiling | undefined;
  for (const [usd, setBy] of [
    [wanted, `the header ${CEILING_HEADER}`],
    [key.maxCostUsd, 'the API key'],
    [byRule, `the rule “${header.route.ruleId ?? ''}”`],
  ] as const) {
    if (usd === undefined) continue;
    const limit = parseUsd(usd);
    if (lowest === undefined || limit < lowest.limit) lowest = new CostCeiling(limit, setBy);
  }
  return lowest;
}
