/** The group of all that is not shown apart. No value of a dimension has this name: values have no control characters. */
export const OTHER = '\u0001other';
