import { stringifyExact } from './exact-json';

/** One server-sent event as text. */
export function writeDataFrame(data: unknown): string {
  return `data: ${stringifyExact(data)}\n\n`;
}

export function writeNamedFrame(event: string, data: unknown): string {
  return `event: ${event}\ndata: ${stringifyExact(data)}\n\n`;
}
