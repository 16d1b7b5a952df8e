/** What the hash of a text begins with. */
export const NO_TEXT = 0x811c9dc5 | 0;

/** The hash of a text that has one more UTF-16 code unit. */
export function hashOn(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193);
}

const BLOCK_BYTES = 32;
const BITS_A_TEXT = 4;

/**
 * A set of texts by their hashes that fits the second cache of a processor (a Bloom filter in blocks of 256 bits): it knows
 * each that it was given, and takes about one in a hundred others for one of them where a text has ten bits. `bytes`: a
 * power of two of them.
 */
export class TextSet {
  private readonly lastBlock: number;

  constructor(private readonly bytes: Uint8Array) {
    this.lastBlock = bytes.length / BLOCK_BYTES - 1;
  }

  add(hash: number): void {
    const mixed = mix(hash);
    const block = (mixed & this.lastBlock) * BLOCK_BYTES;
    for (let bit = 0, places = mix(mixed); bit < BITS_A_TEXT; bit += 1, places >>>= 8) {
      const at = block + ((places & 0xff) >> 3);
      this.bytes[at] = (this.bytes[at] ?? 0) | (1 << (places & 7));
    }
  }

  has(hash: number): boolean {
    const mixed = mix(hash);
    const block = (mixed & this.lastBlock) * BLOCK_BYTES;
    for (let bit = 0, places = mix(mixed); bit < BITS_A_TEXT; bit += 1, places >>>= 8)
      if (((this.bytes[block + ((places & 0xff) >> 3)] ?? 0) & (1 << (places & 7))) === 0) return false;
    return true;
  }
}

/** Spreads what differs in a few bits over all 32 (the finish of MurmurHash3). */
function mix(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
