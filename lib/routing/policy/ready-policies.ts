import hybrid from './ready/hybrid-router.json' with { type: 'json' };
import smart from './ready/smart-router.json' with { type: 'json' };
import task from './ready/task-router.json' with { type: 'json' };
import tiered from './ready/tiered-router.json' with { type: 'json' };
import { policySchema, type Policy } from './schemas';

/** Routers of the practice articles as data, to start from; their models are names to map to one's own. */
export const READY_POLICIES: Readonly<Record<'smart' | 'tiered' | 'task' | 'hybrid', Policy>> = {
  smart: policySchema.parse(smart),
  tiered: policySchema.parse(tiered),
  task: policySchema.parse(task),
  hybrid: policySchema.parse(hybrid),
};
