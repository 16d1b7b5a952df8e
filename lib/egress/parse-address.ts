import { isIPv4, isIPv6 } from 'node:net';

/** An address as a number, with its width in bits. */
export interface Address {
  bits: 32 | 128;
  value: bigint;
}

/** Reads the canonical and short forms that a resolver or a socket gives; undefined for anything else. Pure. */
export function parseAddress(text: string): Address | undefined {
  const [plain = '', ...zone] = text.split('%');
  if (zone.length > 0 && !isIPv6(plain)) return undefined;
  if (isIPv4(plain)) return { bits: 32, value: fromGroups(plain.split('.').map(Number), 8n) };
  if (!isIPv6(plain)) return undefined;
  const [head = '', tail] = withoutDots(plain).split('::');
  const left = groups(head);
  const right = tail === undefined ? [] : groups(tail);
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => 0);
  return { bits: 128, value: fromGroups([...left, ...zeros, ...right], 16n) };
}

/** `::ffff:1.2.3.4` with its last four bytes as two groups. */
function withoutDots(text: string): string {
  const at = text.lastIndexOf(':');
  const dotted = text.slice(at + 1);
  if (!dotted.includes('.')) return text;
  const [a = 0, b = 0, c = 0, d = 0] = dotted.split('.').map(Number);
  return `${text.slice(0, at + 1)}${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
}

function groups(text: string): number[] {
  return text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16));
}

function fromGroups(parts: readonly number[], width: bigint): bigint {
  return parts.reduce((value, part) => (value << width) | BigInt(part), 0n);
}
