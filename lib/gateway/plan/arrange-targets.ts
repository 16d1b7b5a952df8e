import type { ChatRequest } from '@/lib/dialects/chat';
import { decidingAttempt } from '@/lib/ledger/deciding-attempt';
import { lessLoadedFirst, ownFirst } from '@/lib/routing/equal-targets';
import { targetName, type Target } from '@/lib/routing/select-targets';
import { stickyShare } from '@/lib/routing/sticky-share';
import type { AdmittedExchange } from '../exchange';

/** What is not known to take any time takes this long, ms: new targets get their share and no rush. */
const UNKNOWN_MS = 1_000;

function firstText(chat: ChatRequest, wanted: 'system' | 'user'): string {
  const message = chat.messages.find(({ role }) => role === wanted);
  return message?.content.map((part) => (part.type === 'text' ? part.text : part.type)).join('\n') ?? '';
}

/** The session that a request names, else the conversation that it goes on with: the one that begins as it does. */
export function sessionOf({ header, features, chat }: AdmittedExchange): string {
  const { session } = features;
  if (session !== undefined) return `${header.workspaceId}\n${session}`;
  const beginning = `${firstText(chat, 'system')}\n${firstText(chat, 'user')}`;
  return `${header.workspaceId}\n${header.keyId}\n${beginning.length}\n${stickyShare(beginning)}`;
}

/** Calls under way, weighted by how long they take there. */
function loadAt({ deps, chat }: AdmittedExchange): (target: Target) => number {
  const mode = chat.stream ? 'stream' : 'json';
  return (target) => {
    const { inFlight } = deps.health.stateOf(target);
    return (inFlight + 1) * (deps.health.viewOf(target, mode).p95Ms ?? UNKNOWN_MS);
  };
}

/** The targets in the order in which the rule's `affinity` and `balance` want them, which the books are told too. */
export function arrangeTargets(exchange: AdmittedExchange, targets: readonly Target[]): readonly Target[] {
  const { settings, deps, header } = exchange;
  const session = settings.affinity === undefined ? undefined : sessionOf(exchange);
  const warm = session === undefined ? undefined : deps.sessions?.targetOf(session, deps.clock.monotonic());
  const [first] = targets;
  // An experiment's arm is one model: a session that had to leave it comes back.
  const isWarm = (target: Target) =>
    targetName(target) === warm && (header.route.arm === undefined || target.model === first?.model);
  let arranged = targets;
  // What is warm is worth more than who has less to do.
  if (session !== undefined && (settings.balance === undefined || targets.some(isWarm)))
    arranged = ownFirst(targets, session, isWarm);
  else if (settings.balance !== undefined) arranged = lessLoadedFirst(targets, loadAt(exchange), Math.random);
  header.route.candidates = arranged.map(targetName);
  return arranged;
}

/** After an answer: where the session's next request finds a warm prompt cache. */
export function rememberSession(exchange: AdmittedExchange): void {
  const { settings, deps, attempts, header, features } = exchange;
  if (settings.affinity === undefined || deps.sessions === undefined) return;
  const served = decidingAttempt(header.route, attempts);
  if (served?.outcome !== 'success') return;
  deps.sessions.served(sessionOf(exchange), `${served.provider}/${served.model}`, {
    nowMs: deps.clock.monotonic(),
    warmMs: settings.affinity.warmSeconds * 1_000,
    tokens: features.inputTokens,
  });
}
