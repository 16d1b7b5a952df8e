import { GatewayError } from '@/lib/errors/gateway-error';
import type { Admission } from '@/lib/resilience/breaker';
import { targetName, type Target } from '@/lib/routing/select-targets';
import { credentialsOf } from './credentials';
import type { AdmittedExchange } from '../exchange';
import { expectedTokens } from './expected-tokens';
import type { Gate } from './target-health';
import type { Current } from '../attempts/try-target';
import { waitForPlace } from './wait-for-place';

export interface Chosen {
  target: Target;
  admission: Admission;
}

/** The targets of one request in order, without those that are left alone just now. */
export class TargetQueue {
  private next = 0;
  private tried = 0;
  private panicked = false;
  /** Another target is at work on the request already. */
  isAccompanied = false;
  private targets: readonly Target[];
  private readonly shut: { target: Target; gate: Extract<Gate, { kind: 'shut' }> }[] = [];

  constructor(
    private readonly exchange: AdmittedExchange,
    targets: readonly Target[],
  ) {
    this.targets = targets;
  }

  /** Further targets, after those that it has. */
  add(targets: readonly Target[]): void {
    if (targets.length > 0) this.targets = [...this.targets, ...targets];
  }

  /** The next one that may be called; when there was none at all, the least bad one, a few calls at a time. */
  take(): Chosen | undefined {
    for (let target = this.targets[this.next]; target !== undefined; target = this.targets[this.next]) {
      this.next += 1;
      const { target: asked, gate } = this.enter(target);
      if (gate.kind === 'open') {
        this.tried += 1;
        return { target: asked, admission: gate.admission };
      }
      this.shut.push({ target: asked, gate });
      this.exchange.header.route.skipped.push({ target: targetName(target), reason: gate.reason });
    }
    return this.tried === 0 && !this.panicked ? this.takeLeastBad() : undefined;
  }

  /** The same target once more, where another of its provider's credentials may do. */
  again(target: Target): void {
    if (target.provider.siblings !== undefined)
      this.targets = [...this.targets.slice(0, this.next), target, ...this.targets.slice(this.next)];
  }

  /** By the first of its credentials that is let in; else the gate that opens soonest. */
  private enter(target: Target): { target: Target; gate: Gate } {
    const { health } = this.exchange.deps;
    if (target.provider.siblings === undefined)
      return { target, gate: health.enter(target, this.tokensAt(target)) };
    let best: { target: Target; gate: Gate } | undefined;
    for (const one of credentialsOf(target)) {
      const gate = health.enter(one, this.tokensAt(one));
      if (gate.kind === 'open') return { target: one, gate };
      if (best?.gate.kind !== 'shut' || gate.untilMs < best.gate.untilMs) best = { target: one, gate };
    }
    return best ?? { target, gate: health.enter(target, this.tokensAt(target)) };
  }

  /** When all are busy: a place in line at the first one, for a second at most. */
  async takeBusy(current: Current): Promise<Chosen | undefined> {
    if (this.tried > 0) return undefined;
    const busy = this.shut.find(({ gate }) => gate.busyScope !== undefined);
    const scope = busy?.gate.busyScope;
    if (busy === undefined || scope === undefined) return undefined;
    const { health } = this.exchange.deps;
    const { team, id } = this.exchange.key;
    if (!(await waitForPlace(health.limits, { scope, team: team ?? id, current }))) return undefined;
    this.tried += 1;
    const gate = health.enter(busy.target, this.tokensAt(busy.target), scope);
    return gate.kind === 'open' ? { target: busy.target, admission: gate.admission } : undefined;
  }

  /** Whether another target would take the request now, or has it; so may another credential of `current`. */
  hasReady(current?: Target): boolean {
    if (this.isAccompanied) return true;
    const { health } = this.exchange.deps;
    const others = this.targets.slice(this.next);
    if (current?.provider.siblings !== undefined) others.push(current);
    return others.some((target) =>
      credentialsOf(target).some((one) => health.isReady(one, this.tokensAt(one))),
    );
  }

  /** Why there is nothing to call. */
  error(): GatewayError {
    const nowMs = this.exchange.deps.clock.monotonic();
    const soonest = Math.min(...this.shut.map(({ gate }) => gate.untilMs));
    const retryAfterS = Number.isFinite(soonest) ? Math.max(1, Math.ceil((soonest - nowMs) / 1000)) : 1;
    if (this.shut.some(({ gate }) => gate.busyScope !== undefined))
      return new GatewayError('overloaded', 'Every model that could serve this request is busy.', {
        retryAfterS,
      });
    if (this.shut.length > 0 && this.shut.every(({ gate }) => gate.binding))
      return new GatewayError('rate_limited', 'Every model that could serve this request asked to wait.', {
        retryAfterS,
      });
    return new GatewayError('no_target_available', 'No model can serve this request now.', { retryAfterS });
  }

  private tokensAt(target: Target): number {
    return expectedTokens(this.exchange, target);
  }

  private takeLeastBad(): Chosen | undefined {
    this.panicked = true;
    const byTime = this.shut.toSorted((a, b) => a.gate.untilMs - b.gate.untilMs);
    for (const { target } of byTime) {
      const admission = this.exchange.deps.health.enterInPanic(target, this.tokensAt(target));
      if (admission !== undefined) return { target, admission };
    }
    return undefined;
  }
}
