/**
 * `npm run test:fleet`: three gateways, a dashboard and a worker, each with a data directory of its own, over one real
 * PostgreSQL and one real Redis (or Valkey), behind a balancer. What they share is measured; then, under load, Redis is
 * killed, hung and started, PostgreSQL stopped, one gateway killed and one drained. Prints what was measured; exit 1 when
 * anything is not as it should be. Needs Linux; takes about two minutes, and the production build before the first time.
 */
import { parseArgs } from 'node:util';
import { audit } from '../crash/audit';
import { judgeBooks, untilSettled } from './books';
import { fleetConfig } from './config';
import { strike } from './disasters';
import { table, type Finding } from './finding';
import { startLoad } from './load';
import { makeKey, manage } from './manage';
import { judgeBudget, measureBreaker, measureNews, measureRateLimit, spendBudget } from './shared';
import { startWorld } from './world';

const { values } = parseArgs({ options: { rate: { type: 'string', default: '50' } } });
const say = (line: string) => void process.stdout.write(`${line}\n`);

const startedMs = performance.now();
const seconds = () => `${((performance.now() - startedMs) / 1_000).toFixed(0)} s`;
const world = await startWorld();
const findings: Finding[] = [];
try {
  if (world.redis === undefined)
    say(
      '! No redis-server or valkey-server is here, and none can be installed: what is shared by it is not measured.',
    );
  say(`${seconds()}: three gateways, dashboard, worker, PostgreSQL${world.redis ? ', Redis' : ''} run`);
  await makeKey(world, 'capped');
  await manage(world, 'PUT', '/config', {
    ...((await manage(world, 'GET', '/config')) as object),
    ...fleetConfig(world.simulatorUrl, world.shaky.url),
  });
  findings.push(...(await measureNews(world)));
  if (world.redis !== undefined) {
    findings.push(...(await measureBreaker(world)));
    findings.push(await measureRateLimit(world));
  }
  await spendBudget(world);
  say(`${seconds()}: limits, budget, news and hints measured; now under load`);

  const key = await makeKey(world, 'load');
  const load = startLoad({ url: world.balancer.url, key }, Number(values.rate));
  const struck = await strike(world, load);
  await load.stop();
  say(`${seconds()}: load ended`);
  await untilSettled(world.postgres.url);
  findings.push(...struck.findings, await judgeBudget(world.postgres.url));
  const found = await audit(world.postgres.url, world.directory);
  findings.push(...judgeBooks(found, load, struck.inFlightAtKill, world.balancer.retried()));
} finally {
  say(`\n${table(findings)}\n\n${seconds()} in all`);
  await world.remove();
}
process.exit(findings.every(({ ok }) => ok) ? 0 : 1);
