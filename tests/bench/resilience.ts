/**
 * `npm run bench:resilience [-- providers|hedging|clients|database]`: one of two providers faulty at 300 requests a second;
 * clients that leave in mid-stream; the whole product while its database is slow or away. All over real sockets, with a
 * provider of the tests' own or the simulator.
 */
import os from 'node:os';
import { healthy, status } from '../faults/answers';
import { faultyProvider } from './faulty-provider';
import { hedged } from './hedged';
import { leavingClients } from './leaving-clients';
import { type Kind, SAID } from './said';
import { slowDatabase } from './slow-database';

console.log(
  `${os.cpus()[0]?.model}, ${os.cpus().length} cores, Node ${process.version}, ${new Date().toISOString()}`,
);
const only = process.argv[2];
if (only === undefined || only === 'providers')
  console.table([
    await faultyProvider('well', healthy),
    await faultyProvider('down (connection refused)', undefined),
    await faultyProvider('never answers', () => undefined),
    await faultyProvider('429 without Retry-After', status(429)),
    await faultyProvider('500', status(500)),
  ]);
if (only === undefined || only === 'hedging')
  console.table([
    await hedged('off', undefined),
    await hedged('after its own p95', {}),
    await hedged('after 100 ms', { afterMs: 100 }),
  ]);
if (only === undefined || only === 'clients') {
  const rows = [await leavingClients({ kind: 'prose', reportsUsage: true, isKnown: false })];
  for (const kind of Object.keys(SAID) as Kind[])
    for (const isKnown of [true, false])
      rows.push(await leavingClients({ kind, reportsUsage: false, isKnown }));
  console.table(rows);
}
if (only === undefined || only === 'database') console.table(await slowDatabase());
process.exit(0);
