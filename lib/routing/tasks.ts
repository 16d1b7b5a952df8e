/** Task types of the heuristic classifier (domain: point 3). */
export const TASKS = ['code', 'complex_reasoning', 'simple_faq', 'fast', 'balanced'] as const;
export type Task = (typeof TASKS)[number];
