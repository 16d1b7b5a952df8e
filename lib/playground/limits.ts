/** Bounds of a prompt, so that one run fits into one request of the management API. */
export const MAX_IMAGES = 4;
/** Of one image, as a data URL: about 1.4 MB of file. */
export const MAX_IMAGE_CHARS = 1_900_000;
export const MAX_COLUMNS = 6;
export const MIN_COLUMNS = 2;
/** What a column is called that leaves the choice to the rules. */
export const ROUTED_MODEL = 'auto';
