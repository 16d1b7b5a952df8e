import { fork, type ChildProcess } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { MetricsExchange } from '@/lib/boot/gather-metrics';
import { gauge } from '@/lib/telemetry/metrics/family';
import { MetricsReader, type ParentChannel } from '@/lib/telemetry/metrics/exchange-metrics';
import { parseMetrics } from './parse-metrics';

const children: ChildProcess[] = [];
async function child(kind: string): Promise<ChildProcess> {
  const started = fork(path.resolve('tests/unit/telemetry/metrics-child.mjs'), [kind], { execArgv: [] });
  children.push(started);
  await once(started, 'message');
  return started;
}

/** The asking process is this one: what the exchange sends it goes straight to its reader. */
function asker(exchange: MetricsExchange): ParentChannel {
  const listeners: ((message: unknown) => void)[] = [];
  const self = Object.assign(new EventEmitter(), {
    connected: true,
    send: (message: unknown) => listeners.forEach((listener) => listener(message)),
  });
  exchange.add('gateway-1', self as unknown as ChildProcess);
  return {
    send: (message) => self.emit('message', message),
    onMessage: (listener) => void listeners.push(listener),
  };
}

const own = () => [gauge('own', 'Own.', 1)];
let talking: ChildProcess[];
beforeAll(async () => {
  talking = await Promise.all([child('talking'), child('talking')]);
});
afterAll(() => children.forEach((one) => one.kill('SIGKILL')));

it('the metrics of all processes are one answer', async () => {
  const exchange = new MetricsExchange(10_000);
  talking.forEach((one, index) => exchange.add(`gateway-${index + 2}`, one));
  const text = await new MetricsReader(own, asker(exchange)).text();
  expect(parseMetrics(text).get('test_total')?.samples).toMatchObject([{ value: 2 }]);
  expect(text).toContain('tollgate_processes{answered="true"} 3\ntollgate_processes{answered="false"} 0\n');
});

it('one that does not answer is left out, and that is said', async () => {
  const exchange = new MetricsExchange(300);
  talking.forEach((one, index) => exchange.add(`gateway-${index + 2}`, one));
  exchange.add('worker', await child('silent'));
  const text = await new MetricsReader(own, asker(exchange)).text();
  expect(parseMetrics(text).get('own')?.samples).toMatchObject([{ value: 1 }]);
  expect(text).toContain('# left out: worker did not answer within 1 s\n');
  expect(text).toContain('tollgate_processes{answered="false"} 1\n');
});

it('one that dies while it is asked holds nobody up', async () => {
  const exchange = new MetricsExchange(60_000);
  const dying = await child('silent');
  exchange.add('worker', dying);
  const text = new MetricsReader(own, asker(exchange)).text();
  dying.kill('SIGKILL');
  expect(parseMetrics(await text).get('own')?.samples).toHaveLength(1);
});

it('a process without a supervisor tells its own', async () => {
  const alone = { send: () => false, onMessage: () => undefined };
  expect(parseMetrics(await new MetricsReader(own, alone).text()).get('own')?.samples).toHaveLength(1);
});
