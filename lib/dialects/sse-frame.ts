/** One server-sent event as text. */
export function writeDataFrame(data: unknown): string {
  return `data: ${JSON.stringify(data)}\n\n`;
}

export function writeNamedFrame(event: string, data: unknown): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
