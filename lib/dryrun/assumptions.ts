import type { ConfigDocument } from '@/lib/config/schemas';
import { msg } from '@/lib/i18n/msg';

interface Circumstances {
  draft: Pick<ConfigDocument, 'rules'>;
  pricesLaterMs: number;
  /** Requests that were recorded before their facts were kept. */
  withoutFacts: number;
  /** Requests whose task the learned classifier never saw, where a rule asks for it; else 0. */
  withoutLearnedTask: number;
}

const DAY_MS = 86_400_000;

/** What the figures of a dry run take for granted, in sentences. Pure. */
export function assumptionsOf(circumstances: Circumstances): string[] {
  const { draft, pricesLaterMs, withoutFacts, withoutLearnedTask } = circumstances;
  const blind = draft.rules.filter(
    ({ enabled, when }) => enabled && (when.promptPattern !== undefined || when.headers !== undefined),
  );
  const cascades = draft.rules.some(({ enabled, settings }) => enabled && settings.cascade !== undefined);
  return [
    msg('Another model would have used as many tokens.'),
    msg('The first target that can take a request serves it: no failover, no downgrade, no limit.'),
    msg('A request that moves takes as long as those that its new target served in the period.'),
    ...(pricesLaterMs > 0
      ? [
          msg(
            `Both sides are at the prices of ${Math.round(pricesLaterMs / DAY_MS)} days later, when the draft’s are in force.`,
          ),
        ]
      : [msg('Each request is at the prices of its own time.')]),
    ...(blind.length > 0
      ? [msg(`Prompts and headers are not kept, so these rules match nothing here: ${namesOf(blind)}.`)]
      : []),
    ...(cascades ? [msg('Answers are not kept, so no cascade asks twice.')] : []),
    ...(withoutFacts > 0
      ? [
          msg(
            `${withoutFacts} requests were recorded before tools, images and the like were kept: they count as having none.`,
          ),
        ]
      : []),
    ...(withoutLearnedTask > 0
      ? [
          msg(
            `${withoutLearnedTask} requests were never seen by the learned classifier: they go by the task of the heuristics.`,
          ),
        ]
      : []),
  ];
}

const namesOf = (rules: readonly { name: string }[]) => rules.map(({ name }) => `“${name}”`).join(', ');
