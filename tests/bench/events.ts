/** Events of one streamed answer of the mock, the closing one included. */
export const EVENTS = 64;
