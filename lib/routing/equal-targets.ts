import { stickyShare } from './sticky-share';
import type { Target } from './select-targets';

/** How many targets at the front are the same model, at several providers: it makes no difference who of them answers. */
function equals(targets: readonly Target[]): number {
  const [first] = targets;
  const other = targets.findIndex(({ model }) => model.id !== first?.model.id);
  return other === -1 ? targets.length : other;
}

/** `chosen` first, all others as they stand. */
const promoted = (targets: readonly Target[], chosen: Target): Target[] => [
  chosen,
  ...targets.filter((target) => target !== chosen),
];

/**
 * The targets with the less loaded of two of the equal ones first, which two by chance: power of two choices keeps the
 * fullest within a few calls of the others, where "the least loaded of all" has everybody run to the same one (M.
 * Mitzenmacher, IEEE TPDS 12(10), 2001). `loadOf`: any measure of work; undefined counts as none. Pure.
 */
export function lessLoadedFirst(
  targets: readonly Target[],
  loadOf: (target: Target) => number,
  random: () => number,
): readonly Target[] {
  const count = equals(targets);
  if (count < 2) return targets;
  const at = Math.floor(random() * count);
  const beside = (at + 1 + Math.floor(random() * (count - 1))) % count;
  const [one, two] = [targets[at], targets[beside]];
  if (one === undefined || two === undefined) return targets;
  return promoted(targets, loadOf(two) < loadOf(one) ? two : one);
}

/** What a session is sent to: one target in all processes, and nearly the same ones when a target comes or goes. */
const shareOf = (session: string, { provider }: Target) => stickyShare(`${session}\n${provider.id}`);

/**
 * The targets with the session's own first: the one that served it while that is `warm`, else, of the equal ones, that
 * with the highest hash of session and provider, which every process finds alike (rendezvous hashing). Pure.
 */
export function ownFirst(
  targets: readonly Target[],
  session: string,
  warm: (target: Target) => boolean,
): readonly Target[] {
  const known = targets.find(warm);
  if (known !== undefined) return promoted(targets, known);
  const group = targets.slice(0, equals(targets));
  if (group.length < 2) return targets;
  const best = group.reduce((one, two) => (shareOf(session, two) > shareOf(session, one) ? two : one));
  return promoted(targets, best);
}
