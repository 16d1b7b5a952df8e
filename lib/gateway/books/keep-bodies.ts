import { MAX_BODY_BYTES } from '@/lib/bodies/body';
import type { AdmittedExchange } from '../exchange';
import { CopyingOutbound } from '../answer/copying-outbound';

/** The exchange itself where nothing is kept of its bodies, which is nearly always; else one whose answer is copied aside. */
export function keepBodies(exchange: AdmittedExchange): AdmittedExchange {
  const { key, snapshot, deps } = exchange;
  const settings = snapshot.bodies.get(key.workspaceId);
  const policy = key.bodies ?? settings?.policy ?? 'off';
  if (policy === 'off' || deps.bodies === undefined) return exchange;
  const { bodies } = deps;
  const { raw, header, dialect } = exchange;
  const outbound = new CopyingOutbound(exchange.outbound, MAX_BODY_BYTES);
  const keepCopies = () =>
    bodies.keep({
      requestId: header.requestId,
      startedAt: header.startedAt,
      workspaceId: header.workspaceId,
      keyId: header.keyId,
      team: header.team,
      endUser: header.endUser,
      policy,
      patterns: settings?.patterns ?? [],
      dialect: dialect.name,
      stream: header.stream,
      prompt: raw.length > MAX_BODY_BYTES ? undefined : raw.toString('utf8'),
      answer: outbound.copy(),
      promptBytes: raw.length,
      answerBytes: outbound.bytes,
    });
  return { ...exchange, outbound, keepCopies };
}
