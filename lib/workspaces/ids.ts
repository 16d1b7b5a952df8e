/** Where real traffic is counted. */
export const MAIN_WORKSPACE = 'main';
/** Generated history for a first look. */
export const DEMO_WORKSPACE = 'demo';
