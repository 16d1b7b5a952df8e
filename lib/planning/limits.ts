/** Bounds of a plan. Apart from its schemas, so that forms in the browser need not bring these along. */
export const MAX_CLASSES = 40;
export const MAX_SCENARIOS = 6;
export const MAX_MONTHS = 36;
