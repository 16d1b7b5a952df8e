import { pick, type Random } from '../random';
import { FAULT_MIXES, isFaultKind, type Fault, type FaultKind } from './kinds';

export class UnknownFaultError extends Error {}

/** Kinds behind a name, which may be that of a mix. Throws {@link UnknownFaultError}. */
export function expandKind(name: string): readonly FaultKind[] {
  const mix = FAULT_MIXES[name];
  if (mix) return mix;
  if (!isFaultKind(name)) throw new UnknownFaultError(`unknown fault: ${name}`);
  return [name];
}

/** Reads `KIND[;after=N][;ms=N][;retry=N]`, the value of `x-simulator-fault`. Throws {@link UnknownFaultError}. */
export function parseFault(text: string, random: Random): Fault {
  const [name = '', ...settings] = text.split(';').map((part) => part.trim());
  const fault: Fault = { kind: pick(expandKind(name), random), after: 3, retryAfterS: 1 };
  for (const setting of settings) {
    const match = /^(after|ms|retry)=(\d{1,9})$/.exec(setting);
    if (!match) throw new UnknownFaultError(`unknown fault setting: ${setting}`);
    const value = Number(match[2]);
    if (match[1] === 'after') fault.after = value;
    else if (match[1] === 'ms') fault.waitMs = value;
    else fault.retryAfterS = value;
  }
  return fault;
}
