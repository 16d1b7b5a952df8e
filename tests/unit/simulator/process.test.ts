import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';

const children: ChildProcess[] = [];

function start(dataDir: string): ChildProcess {
  const child = fork('lib/processes/simulator.ts', [], {
    execArgv: ['--import', 'tsx'],
    env: {
      ...process.env,
      TOLLGATE_DATA_DIR: dataDir,
      TOLLGATE_SIMULATOR_LATENCY_FACTOR: '0',
      LOG_LEVEL: 'silent',
    },
  });
  children.push(child);
  return child;
}

const ready = (child: ChildProcess): Promise<{ type: string; port: number }> =>
  new Promise((resolve) =>
    child.once('message', (message) => resolve(message as { type: string; port: number })),
  );

const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => child.once('exit', (code) => resolve(code)));

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

describe('the simulator process', () => {
  it('says when it is ready, bills to its file, exits 0 on SIGTERM and comes back on its port', async () => {
    const dataDir = mkdtempSync(path.join(tmpdir(), 'tollgate-process-'));
    const first = start(dataDir);
    const { type, port } = await ready(first);
    expect(type).toBe('ready');
    const answer = await fetch(`http://127.0.0.1:${port}/openai/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: 'Bearer sim-test', 'x-client-request-id': 'req.1' },
      body: JSON.stringify({ model: 'gpt-4.1', messages: [{ role: 'user', content: 'Hello' }] }),
    });
    await answer.arrayBuffer();
    const exit = ended(first);
    first.kill('SIGTERM');
    expect(await exit).toBe(0);
    const line = readFileSync(path.join(dataDir, 'simulator', 'ledger.jsonl'), 'utf8');
    expect(JSON.parse(line)).toMatchObject({ seq: 1, clientRequestId: 'req.1' });
    expect((await ready(start(dataDir))).port).toBe(port);
  }, 30_000);

  it('ends when its supervisor is gone', async () => {
    const child = start(mkdtempSync(path.join(tmpdir(), 'tollgate-process-')));
    await ready(child);
    const exit = ended(child);
    child.disconnect();
    expect(await exit).toBe(0);
  }, 30_000);
});
