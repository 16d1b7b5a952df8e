/** Everything that can be done here, one name each. Doors, pages and data functions ask for these and never for a role. */
export const RIGHTS = [
  /** See spend, requests, health and prices of a workspace. */
  'workspace.read',
  /** Read prompts and answers, where they are kept. */
  'body.read',
  /** Send prompts from the playground, on the workspace's bill. */
  'playground.use',
  /** Create, rotate and end keys of one's own teams. */
  'key.manage.own',
  /** The same for every key of the workspace. */
  'key.manage',
  /** Run batches and benchmarks, which spend money. */
  'job.run',
  /** Acknowledge and mute alerts. */
  'alert.handle',
  'config.read',
  /** Write and dry-run drafts that change nothing yet. */
  'config.draft',
  /** Change what all share: providers, prices, rules, budgets, alerts. */
  'config.publish',
  /** Invite people, change their role, end their sessions. */
  'user.manage',
  'audit.read',
  /** Export and erase what is stored about a person or a key. */
  'data.erase',
  /** Make and unmake owners. */
  'owner.manage',
] as const;

export type Right = (typeof RIGHTS)[number];
