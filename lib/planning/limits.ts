/** Bounds of a plan. Apart from its schemas, so that forms in the browser need not bring these along. */
export const MAX_CLASSES = 40;
export const MAX_SCENARIOS = 6;
export const MAX_MONTHS = 36;
/** Requests of a class in any month. With the two below it keeps every sum within what an amount can be. */
export const MAX_MONTHLY_REQUESTS = 10_000_000_000_000n;
/** Tokens of one request, on either side. */
export const MAX_TOKENS = 1_000_000_000;
/** USD for a million tokens. */
export const MAX_PRICE_USD = 1_000_000_000;
/** Lines (a class on a model in a scenario) times months: about a tenth of a second of work. */
export const MAX_CELLS = 100_000;
