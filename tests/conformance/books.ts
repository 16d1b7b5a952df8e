import { expect } from 'vitest';
import { z } from 'zod';
import type { Told } from './client';
import type { Exchange } from './line';

const entriesSchema = z.array(
  z.object({
    clientRequestId: z.string().nullable(),
    meters: z.record(z.string(), z.number()),
    amountUsd: z.string(),
    complete: z.boolean(),
  }),
);
export type Bill = z.infer<typeof entriesSchema>[number];

/** Empties the simulator's ledger and prompt caches, so that a cell's bills are the ledger's only ones. */
export async function clearBills(simulatorUrl: string): Promise<void> {
  const reset = await fetch(`${simulatorUrl}/admin/reset`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"ledger":true}',
  });
  expect(reset.status).toBe(200);
}

export async function readBills(simulatorUrl: string): Promise<Bill[]> {
  return entriesSchema.parse(await (await fetch(`${simulatorUrl}/admin/ledger`)).json());
}

/** What the client was told that the request costs: in a header, or in a comment before the stream's end. */
export function toldCost({ headers, body }: Exchange): string | undefined {
  return headers.get('x-tollgate-cost-usd') ?? /^: x-tollgate-cost-usd (\S+)$/m.exec(body)?.[1];
}

/** Each exchange was served by that upstream, says so, and cost what the provider's own ledger says. */
export function checkExchanges(
  exchanges: readonly Exchange[],
  bills: readonly Bill[],
  expected: { provider: string; model: string },
): void {
  expect(bills).toHaveLength(exchanges.length);
  for (const exchange of exchanges) {
    const { headers, status } = exchange;
    const id = headers.get('x-request-id');
    expect(status).toBe(200);
    expect(headers.get('x-tollgate-provider')).toBe(expected.provider);
    expect(headers.get('x-tollgate-model')).toBe(expected.model);
    expect(headers.get('x-tollgate-attempts')).toBe('1');
    expect(headers.get('x-tollgate-route')).toBe('direct');
    const bill = bills.find(({ clientRequestId }) => clientRequestId === `${id}.1`);
    expect(bill?.complete).toBe(true);
    expect(toldCost(exchange)).toBe(bill?.amountUsd);
  }
}

/** The SDK's own usage is what was billed. */
export function checkUsage(told: Told, bill: Bill | undefined): void {
  const sum = (prefix: string) =>
    Object.entries(bill?.meters ?? {}).reduce(
      (total, [name, n]) => total + (name.startsWith(prefix) ? n : 0),
      0,
    );
  expect({ input: told.usage.input, output: told.usage.output }).toEqual({
    input: sum('in.'),
    output: sum('out.'),
  });
}
