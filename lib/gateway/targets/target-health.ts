import { type Admission, Breaker, type CallOutcome, TOLD } from '@/lib/resilience/breaker';
import type { Failure } from '@/lib/resilience/after-failure';
import { type Cooling, Cooldowns } from '@/lib/resilience/cooldowns';
import { type HealthView, HealthWindow } from '@/lib/resilience/health-window';
import { lessonOf, type Lesson } from '@/lib/resilience/lesson';
import type { MinuteLimit } from '@/lib/resilience/minute-limit';
import { RetryBudget } from '@/lib/resilience/retry-budget';
import { targetName, type Target } from '@/lib/routing/select-targets';
import { LearnedRatio } from './learned-ratio';
import { RatioByScript } from './ratio-by-script';
import { TargetLimits } from './target-limits';

/** Streams and whole answers take such different times that each is measured on its own. */
export type AnswerMode = 'stream' | 'json';

export interface TargetState {
  name: string;
  breaker: Breaker;
  /** Calls under way. */
  inFlight: number;
  /** When a call last said how the target is, monotonic ms; undefined: none has. */
  heardMs: number | undefined;
  windows: Record<AnswerMode, HealthWindow>;
  /** Views of the windows, at most a second old. */
  seen: Partial<Record<AnswerMode, { atMs: number; view: HealthView }>>;
  /** For what it does not report: its tokens for a unit of an answer's weight, and for a token of our count of a prompt. */
  tokens: { output: RatioByScript; prompt: LearnedRatio };
}

/** Answers are weighed in tokens of o200k_base. */
const OUTPUT_PRIOR = { ratio: 1, worth: 100 };
const PROMPT_PRIOR = { ratio: 1, worth: 20 };

export type Gate =
  | { kind: 'open'; admission: Admission }
  | { kind: 'shut'; reason: string; untilMs: number; binding: boolean; busyScope?: string };

export interface Ending {
  mode: AnswerMode;
  failure: Failure | undefined;
  /** Until the first content, or until the end where there was none. */
  latencyMs: number;
  /** What the attempt was given for that, ms; more than half of it is slow. */
  limitMs: number;
}

const VIEW_AGE_MS = 1_000;

/** What one process found out of a target, told to the others. */
export type HealthHint =
  | { kind: 'opened'; name: string; forMs: number }
  | ({ kind: 'cooled'; name: string; forMs: number } & Pick<Cooling, 'reason' | 'binding'>);

/** Of several processes that know the same targets. */
export interface HealthSharing {
  tell(hint: HealthHint): void;
  newLimit(scope: string): MinuteLimit;
  /** Stands for a credential among processes: never the credential itself. */
  credentialName(apiKey: string): string;
}

/** What this process knows of its targets, by `provider/model`, in memory; others may have told it. */
export class TargetHealth {
  readonly retryBudget = new RetryBudget();
  readonly limits: TargetLimits;
  private readonly cooldowns = new Cooldowns();
  private readonly states = new Map<string, TargetState>();

  constructor(
    private readonly monotonic: () => number,
    /** Told of what only an admin can put right. */
    private readonly onAlert: (alert: string, target: string, reason: string) => void = () => undefined,
    /** Absent: what this process finds out it keeps to itself. */
    private readonly sharing?: HealthSharing,
  ) {
    this.limits = new TargetLimits(sharing === undefined ? undefined : (scope) => sharing.newLimit(scope));
  }

  stateOf(target: Target): TargetState {
    return this.stateNamed(targetName(target));
  }

  private stateNamed(name: string): TargetState {
    let state = this.states.get(name);
    if (state === undefined) {
      const windows = { stream: new HealthWindow(), json: new HealthWindow() };
      const tokens = { output: new RatioByScript(OUTPUT_PRIOR), prompt: new LearnedRatio(PROMPT_PRIOR) };
      state = { name, breaker: new Breaker(), inFlight: 0, heardMs: undefined, windows, seen: {}, tokens };
      this.states.set(name, state);
    }
    return state;
  }

  /** Whether a call may go there now. An open gate has to be handed back by {@link ended}. */
  enter(target: Target, tokens: number, held?: string): Gate {
    const nowMs = this.monotonic();
    const cooling = this.coolingOf(target, nowMs);
    if (cooling !== undefined) {
      if (held !== undefined) this.limits.giveBack(held);
      return { kind: 'shut', ...cooling };
    }
    const room = this.limits.enter(nowMs, target, tokens, held);
    if (room.kind === 'limited')
      return { kind: 'shut', reason: 'its limit a minute is reached', untilMs: room.untilMs, binding: true };
    if (room.kind === 'busy')
      return {
        kind: 'shut',
        reason: 'it has as many calls as it may have at once',
        untilMs: nowMs + 1_000,
        binding: true,
        busyScope: room.scope,
      };
    const known = this.stateOf(target);
    const { breaker } = known;
    const admission = breaker.admit(nowMs);
    if (admission !== undefined) {
      known.inFlight += 1;
      return { kind: 'open', admission };
    }
    this.limits.leave(target);
    const state = breaker.view(nowMs);
    const untilMs = state.kind === 'open' ? state.untilMs : nowMs + 1_000;
    const reason =
      state.kind === 'open' ? 'breaker is open' : 'breaker is half open and its probes are under way';
    return { kind: 'shut', reason, untilMs, binding: false };
  }

  /** For when no gate is open: a few calls at a time, but never against a time that the provider named. */
  enterInPanic(target: Target, tokens: number): Admission | undefined {
    const nowMs = this.monotonic();
    if (this.coolingOf(target, nowMs)?.binding === true) return undefined;
    if (this.limits.enter(nowMs, target, tokens).kind !== 'room') return undefined;
    const state = this.stateOf(target);
    const admission = state.breaker.admitInPanic();
    if (admission === undefined) this.limits.leave(target);
    else state.inFlight += 1;
    return admission;
  }

  /** Whether {@link enter} would open, without entering. */
  isReady(target: Target, tokens: number): boolean {
    const nowMs = this.monotonic();
    if (this.coolingOf(target, nowMs) !== undefined) return false;
    if (this.limits.check(nowMs, target, tokens).kind !== 'room') return false;
    return this.stateOf(target).breaker.wouldAdmit(nowMs);
  }

  ended(target: Target, admission: Admission, { mode, failure, latencyMs, limitMs }: Ending): void {
    const state = this.stateOf(target);
    state.inFlight -= 1;
    this.limits.leave(target);
    const lesson = lessonOf(failure, latencyMs, limitMs);
    if (lesson.outcome !== 'no_verdict') state.heardMs = this.monotonic();
    this.learn(target, admission, mode, lesson);
    if (lesson.alert !== undefined) this.onAlert(lesson.alert, state.name, lesson.reason);
  }

  /** What another process found out by asking the target for a whole answer. */
  told(target: Target, lesson: Lesson): void {
    this.learn(target, TOLD, 'json', lesson);
  }

  private learn(target: Target, admission: Admission, mode: AnswerMode, lesson: Lesson): void {
    const nowMs = this.monotonic();
    const state = this.stateOf(target);
    const { outcome, seen, latencyMs, cool } = lesson;
    this.record(nowMs, state, admission, outcome);
    if (seen !== undefined) state.windows[mode].add(nowMs, seen, latencyMs);
    if (seen === 'success' && outcome !== 'no_verdict') {
      this.cooldowns.succeeded(this.coolingName(target, state.name));
      this.cooldowns.succeeded(this.credentialOf(target));
    }
    if (cool === undefined) return;
    const { scope, ms, binding } = cool;
    const cooled = scope === 'credential' ? this.credentialOf(target) : this.coolingName(target, state.name);
    const isNew =
      ms === 'growing'
        ? this.cooldowns.coolGrowing(nowMs, cooled, lesson.reason)
        : this.cooldowns.cool(nowMs, cooled, ms, lesson.reason, binding);
    // What was told to this process was told to all.
    if (isNew && admission !== TOLD) this.tellCooled(nowMs, cooled);
  }

  /** What another process found out: its cooldown holds here too, an opened breaker is a reason to probe. */
  hear(hint: HealthHint): void {
    const nowMs = this.monotonic();
    if (hint.kind === 'opened') this.stateNamed(hint.name).breaker.suspect(nowMs);
    else this.cooldowns.cool(nowMs, hint.name, hint.forMs, hint.reason, hint.binding);
  }

  private tellCooled(nowMs: number, name: string): void {
    if (this.sharing === undefined) return;
    const cooling = this.cooldowns.find(nowMs, name);
    if (cooling === undefined) return;
    const { untilMs, reason, binding } = cooling;
    this.sharing.tell({ kind: 'cooled', name, forMs: untilMs - nowMs, reason, binding });
  }

  private record(nowMs: number, { name, breaker }: TargetState, admission: Admission, outcome: CallOutcome) {
    if (this.sharing === undefined || admission === TOLD) return breaker.record(nowMs, admission, outcome);
    const before = breaker.view(nowMs).kind;
    breaker.record(nowMs, admission, outcome);
    const after = breaker.view(nowMs);
    if (before !== 'open' && after.kind === 'open')
      this.sharing.tell({ kind: 'opened', name, forMs: after.untilMs - nowMs });
  }

  /** The last five minutes of a target. */
  viewOf(target: Target, mode: AnswerMode): HealthView {
    return this.view(this.stateOf(target), mode);
  }

  view(state: TargetState, mode: AnswerMode): HealthView {
    const nowMs = this.monotonic();
    const known = state.seen[mode];
    if (known !== undefined && nowMs - known.atMs < VIEW_AGE_MS) return known.view;
    const view = state.windows[mode].view(nowMs);
    state.seen[mode] = { atMs: nowMs, view };
    return view;
  }

  all(): Iterable<TargetState> {
    return this.states.values();
  }

  /** What is left alone now: targets by `provider/model`, credentials by their provider alone. */
  *cooling(): Generator<readonly [name: string, cooling: Cooling]> {
    for (const [name, cooling] of this.cooldowns.all(this.monotonic()))
      yield [name.split('\n', 1)[0] ?? name, cooling];
  }

  private coolingOf(target: Target, nowMs: number): Cooling | undefined {
    if (this.cooldowns.isEmpty) return undefined;
    return (
      this.cooldowns.find(nowMs, this.coolingName(target, targetName(target))) ??
      this.cooldowns.find(nowMs, this.credentialOf(target))
    );
  }

  /** A credential that was replaced is another one. Only ever a name in this map: never logged, never shown. */
  private credentialOf({ provider }: Target): string {
    const { apiKey = '' } = provider;
    return `${provider.id}\n${this.sharing?.credentialName(apiKey) ?? apiKey}`;
  }

  /** Where a provider has several credentials, each has limits of its own at a target. */
  private coolingName({ provider }: Target, name: string): string {
    if (provider.siblings === undefined) return name;
    const { apiKey = '' } = provider;
    return `${name}\n${this.sharing?.credentialName(apiKey) ?? apiKey}`;
  }
}
