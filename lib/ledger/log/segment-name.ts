import { randomBytes } from 'node:crypto';

/** The process that writes a sequence of segments. */
export interface Owner {
  startedAtMs: number;
  pid: number;
  /** Where the pid means something (place.ts). */
  place: string;
  random: string;
}

export interface SegmentName {
  owner: Owner;
  /** Same for all segments of one owner. */
  ownerKey: string;
  /** From 0; segments of one owner are read in this order, as one log. */
  sequence: number;
}

export function newOwner(place: string): Owner {
  return { startedAtMs: Date.now(), pid: process.pid, place, random: randomBytes(4).toString('hex') };
}

/** `<startedAtMs>-<pid>-<place><random>-<sequence>.log` */
export function formatSegmentName(owner: Owner, sequence: number): string {
  return `${owner.startedAtMs}-${owner.pid}-${owner.place}${owner.random}-${String(sequence).padStart(6, '0')}.log`;
}

const SHAPE = /^((\d+)-(\d+)-([0-9a-f]{8})([0-9a-f]{8}))-(\d{6,})\.log$/;

/** Undefined for a file that is none of ours. */
export function parseSegmentName(name: string): SegmentName | undefined {
  const [, ownerKey, startedAtMs, pid, place, random, sequence] = SHAPE.exec(name) ?? [];
  if (ownerKey === undefined || place === undefined || random === undefined) return undefined;
  return {
    owner: { startedAtMs: Number(startedAtMs), pid: Number(pid), place, random },
    ownerKey,
    sequence: Number(sequence),
  };
}
