/**
 * `npm run soak -- --minutes 20 --rate 200`: the whole product under a steady load; then its errors, and whether memory and
 * open handles of its processes grow. Exit 1 on an error, on a process that ended, or on a growth that is more than chance.
 * Needs Linux.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { parseArgs } from 'node:util';
import { childPids } from '../support/child-pids';
import { createTestKey } from '../support/create-key';
import { startTollgate } from '../support/start-tollgate';
import { openLoop } from './open-loop';
import { meansOf, slopeOf, type Slope } from './slope';
import { watchProcess, type Sample } from './watch-processes';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '20' }, rate: { type: 'string', default: '200' } },
});
const minutes = Number(values.minutes);
const rate = Number(values.rate);
if (!(minutes > 0 && rate > 0)) throw new Error('--minutes and --rate are numbers above 0.');

const KEY = 'tg-soak-0123456789abcdefghijklmnop';
const SAMPLE_MS = 2_000;
/** Code is still being compiled and pools still fill. */
const WARMING_SHARE = 0.25;
const STRETCH_MS = 60_000;
/** What the books of one process may grow by and still be called flat. */
const FLAT = { rssMb: 20, handles: 10 } as const;

const say = (line: string) => void process.stdout.write(`${line}\n`);

interface Growth {
  process: string;
  what: keyof typeof FLAT;
  first: number;
  last: number;
  perHour: Slope;
  flat: boolean;
}

/** Flat: zero lies within the interval, or the whole hour would add less than anybody cares about. */
function growthOf(name: string, what: keyof typeof FLAT, samples: readonly Sample[]): Growth {
  const warm = samples.filter(({ atMs }) => atMs >= minutes * 60_000 * WARMING_SHARE);
  const length = Math.min(STRETCH_MS, (minutes * 60_000) / 15);
  const means = meansOf(
    warm.map((sample) => ({ atMs: sample.atMs, value: sample[what] })),
    length,
  );
  const perHour = slopeOf(means);
  const flat = perHour.slope - perHour.plusMinus <= 0 || perHour.slope <= FLAT[what];
  return { process: name, what, first: means[0]?.y ?? NaN, last: means.at(-1)?.y ?? NaN, perHour, flat };
}

const tollgate = await startTollgate({ TOLLGATE_SIMULATOR_LATENCY_FACTOR: '0.02', TOLLGATE_DEMO: 'off' });
await createTestKey(tollgate, KEY);
const watched = Object.entries(childPids(tollgate.pid))
  .filter(([kind]) => kind !== 'simulator')
  .flatMap(([kind, pids]) =>
    pids.map((pid, n) => ({ name: `${kind} ${n + 1}`, pid, ...watchProcess(pid, SAMPLE_MS) })),
  );
say(`${minutes} min at ${rate} requests/s; ${watched.map(({ name, pid }) => `${name} (${pid})`).join(', ')}`);

const sent = await openLoop({ url: tollgate.url, key: KEY }, rate, minutes * 60_000);
const still = new Set(Object.values(childPids(tollgate.pid)).flat());
for (const { stop } of watched) stop();

const ended = watched.filter(({ pid }) => !still.has(pid)).map(({ name }) => name);
const growths = watched.flatMap(({ name, samples }) => [
  growthOf(name, 'rssMb', samples),
  growthOf(name, 'handles', samples),
]);
const count = [...sent.outcomes.values()].reduce((sum, n) => sum + n, 0);
const errors = count - (sent.outcomes.get('answered') ?? 0) - (sent.outcomes.get('left') ?? 0);
const machine = `${os.cpus()[0]?.model ?? '?'}, ${os.cpus().length} cores, Node ${process.version}`;

say(`${new Date().toISOString()}, ${machine}`);
say(`requests ${count}, errors ${errors}, at most ${sent.most} at once`);
for (const [outcome, n] of sent.outcomes) say(`  ${outcome}: ${n}`);
for (const { process: name, what, first, last, perHour, flat } of growths)
  say(
    `${name} ${what}: ${first.toFixed(1)} → ${last.toFixed(1)}, ${perHour.slope.toFixed(1)} ± ${perHour.plusMinus.toFixed(1)} an hour${flat ? '' : '  GROWS'}`,
  );
if (ended.length > 0) say(`ENDED: ${ended.join(', ')}`);
mkdirSync('test-results', { recursive: true });
writeFileSync(
  'test-results/soak.json',
  JSON.stringify(
    { machine, minutes, rate, outcomes: Object.fromEntries(sent.outcomes), growths, watched },
    null,
    1,
  ),
);
await tollgate.remove();
process.exitCode = errors === 0 && ended.length === 0 && growths.every(({ flat }) => flat) ? 0 : 1;
