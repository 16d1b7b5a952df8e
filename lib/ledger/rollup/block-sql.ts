const localDay = (at: string, zone: string) => `(${at} AT TIME ZONE ${zone})::date`;
const localBlock = (at: string, zone: string, days: number | string) =>
  `(${localDay(at, zone)} - (${localDay(at, zone)} - DATE '2000-01-01') % ${days})`;

/** SQL: start of the block of days that an instant lies in. */
export const blockOf = (at: string, zone: string, days: number | string) =>
  `(${localBlock(at, zone, days)}::timestamp AT TIME ZONE ${zone})`;
/** SQL: where that block ends. */
export const blockEnd = (at: string, zone: string, days: number | string) =>
  `((${localBlock(at, zone, days)} + ${days})::timestamp AT TIME ZONE ${zone})`;
