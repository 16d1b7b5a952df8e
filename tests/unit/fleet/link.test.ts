import { expect, it } from 'vitest';
import { Link, LinkDownError } from '@/lib/fleet/link';
import { problemOf } from '@/lib/fleet/problem-of';

const silent = () => new Promise<string>(() => undefined);
const good = () => Promise.resolve('good');
const bad = () => Promise.reject(new Error('OOM command not allowed when used memory'));

function linkOf(nowMs: { at: number }) {
  const problems: (string | undefined)[] = [];
  const link = new Link(undefined, {
    ...{ monotonic: () => nowMs.at, deadlineMs: 5 },
    onChange: (problem) => problems.push(problem),
  });
  return { link, problems };
}

it('is down until a beat has gone through, and after three failures in a row', async () => {
  const now = { at: 0 };
  const { link, problems } = linkOf(now);
  await expect(link.ask(good)).rejects.toThrow(LinkDownError);
  expect(await link.beat(good)).toBe('good');
  expect(await link.ask(good)).toBe('good');
  for (let n = 0; n < 3; n += 1) {
    expect(link.isUp).toBe(true);
    await expect(link.ask(bad)).rejects.toThrow('OOM');
  }
  expect(link.isUp).toBe(false);
  expect(problems).toEqual([undefined, 'OOM']);
  expect(link.calls).toEqual({ ok: 2, failed: 3, late: 0, refused: 1 });
});

it('while it is down only a beat asks, and not at once again', async () => {
  const now = { at: 0 };
  const { link } = linkOf(now);
  for (let n = 0; n < 3; n += 1) await link.beat(bad);
  let asked = 0;
  const count = () => {
    asked += 1;
    return good();
  };
  await link.beat(count);
  await expect(link.ask(count)).rejects.toThrow(LinkDownError);
  expect(asked).toBe(0);
  now.at = 400;
  await link.beat(count);
  expect(asked).toBe(1);
  expect(link.problem).toBeUndefined();
});

it('an answer that does not come in time is a failure', async () => {
  const { link } = linkOf({ at: 0 });
  await link.beat(good);
  await expect(link.ask(silent)).rejects.toThrow('no answer in time');
  expect(link.calls.late).toBe(1);
});

it('of an answer that comes too late is told, once', async () => {
  const { link } = linkOf({ at: 0 });
  await link.beat(good);
  const late: string[] = [];
  const slow = () => new Promise<string>((resolve) => setTimeout(resolve, 30, 'at last'));
  await expect(link.ask(slow, (answer) => late.push(answer))).rejects.toThrow('no answer in time');
  expect(late).toEqual([]);
  await expect.poll(() => late).toEqual(['at last']);
  expect(await link.ask(good, (answer) => late.push(answer))).toBe('good');
  expect(late).toHaveLength(1);
});

it.each([
  ['WRONGPASS invalid username-password pair or user is disabled.', 'WRONGPASS'],
  ['READONLY You can not write against a read only replica.', 'READONLY'],
  ['MOVED 866 10.1.2.3:6379', 'MOVED: it is a cluster, set REDIS_CLUSTER=on'],
  ["Stream isn't writeable and enableOfflineQueue options is false", 'not connected'],
  ['ERR unknown command', 'it refuses our commands'],
])('%s is told as: %s', (message, problem) => {
  expect(problemOf(new Error(message))).toBe(problem);
});

it('of a connection the code of the system is told, of a cluster that of its last node', () => {
  const refused = Object.assign(new Error('connect to 10.0.0.1'), { code: 'ECONNREFUSED' });
  expect(problemOf(refused)).toBe('ECONNREFUSED');
  expect(
    problemOf(Object.assign(new Error('Failed to refresh slots cache.'), { lastNodeError: refused })),
  ).toBe('ECONNREFUSED');
});
