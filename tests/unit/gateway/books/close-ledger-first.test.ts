import { expect, it } from 'vitest';
import { closeLedgerFirst } from '@/lib/gateway/books/close-ledger-first';

const never = () => new Promise<never>(() => undefined);

it('closes the log first, and leaves behind what hangs or fails', async () => {
  const closed: string[] = [];
  const note = (name: string) => () => {
    closed.push(name);
    return Promise.resolve();
  };
  const failing = () => Promise.reject(new Error('the database is away'));
  const ledger = { close: () => void closed.push('ledger') };
  await closeLedgerFirst(ledger, [never, failing, note('pools')], 20);
  expect(closed).toEqual(['ledger', 'pools']);
});

it('waits for what closes in time', async () => {
  let isClosed = false;
  const slow = async () => {
    await new Promise((resolve) => setImmediate(resolve));
    isClosed = true;
  };
  await closeLedgerFirst({ close: () => undefined }, [slow], 60_000);
  expect(isClosed).toBe(true);
});
