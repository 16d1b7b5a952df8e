export const EVENT_KINDS = ['failover', 'gave_up', 'breaker', 'cooled'] as const;
/**
 * `failover`: a request left the target for another one. `gave_up`: it left and no other one was tried. `breaker`: a
 * gateway's breaker of the target changed. `cooled`: a gateway leaves the target, or the provider's credential, alone.
 */
export type EventKind = (typeof EVENT_KINDS)[number];

/** One line of the failover log before it is stored. */
export interface HealthEvent {
  /** Epoch ms. */
  at: number;
  /** Absent: of the whole installation. */
  workspaceId?: string;
  kind: EventKind;
  /** `provider/model`; `provider` alone where a credential is cooled. */
  target: string;
  reason: string;
  /** Target left, or state before. */
  from: string;
  /** Target taken, or state after; empty when there is none. */
  to: string;
  /** Other targets that could serve, in the order of the route. */
  alternatives: readonly string[];
  requestId?: string;
  /** Gateway process that saw it; absent where the books tell. */
  process?: string;
}
