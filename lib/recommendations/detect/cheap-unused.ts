import type { Facts } from '../facts';
import type { Recommendation } from '../recommendation';
import { moveSimpleTasks } from '../simple-on-cheap';
import { isDear, percentOf, SIMPLE_TASKS, totalUsd } from '../tier';
import { msg } from '@/lib/i18n/msg';

const SPEND_MARK = 0.3;
const TASK_MARK = 0.6;

/** Cheap models take less than 30 % of the spend though they could serve 60 % of the requests. */
export function detectCheapUnused(facts: Facts): Recommendation {
  const base = { id: 'cheap-unused', title: msg('Cheap models could do more') };
  let requests = 0;
  let simple = 0;
  for (const { tasks } of facts.models)
    for (const [task, count] of Object.entries(tasks)) {
      requests += count;
      if (SIMPLE_TASKS.has(task)) simple += count;
    }
  if (requests === 0)
    return { ...base, state: 'unknown', evidence: [msg('No request of this span was classified by task.')] };
  const cheap = Number(totalUsd(facts.models.filter((model) => !isDear(model))));
  const whole = Number(totalUsd(facts.models));
  const evidence = [
    msg(
      `${percentOf(simple, requests)} of requests are simple tasks (${[...SIMPLE_TASKS].join(', ')}); ${TASK_MARK * 100} % is the mark.`,
    ),
    msg(`Cheap models take ${percentOf(cheap, whole)} of the spend; ${SPEND_MARK * 100} % is the mark.`),
  ];
  if (whole === 0 || simple / requests < TASK_MARK || cheap / whole >= SPEND_MARK)
    return { ...base, state: 'fine', evidence };
  const move = moveSimpleTasks(facts, facts.models.filter(isDear));
  return {
    ...base,
    state: 'found',
    evidence,
    rows: {},
    ...(move === undefined
      ? {}
      : { saving: move.saving, draft: move.draft, assumes: msg(`simple tasks go to ${move.model}`) }),
  };
}
