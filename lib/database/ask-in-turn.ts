import type pg from 'pg';

/**
 * Within a transaction Prisma asks for several relations of a row at once, on its one connection. The driver still lines
 * such questions up, and says that it will not always.
 */
export function askInTurn(client: pg.ClientBase): void {
  const ask = client.query.bind(client) as (...question: unknown[]) => unknown;
  let before: Promise<unknown> = Promise.resolve();
  const query = (...question: unknown[]) => {
    // With a callback it is the pool that asks, which has the connection to itself.
    if (typeof question.at(-1) === 'function') return ask(...question);
    const answer = before.then(() => ask(...question));
    before = answer.catch(() => undefined);
    return answer;
  };
  Object.assign(client, { query });
}
