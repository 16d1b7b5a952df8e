import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { drawLogNormal } from '@/lib/simulator/log-normal';
import { findModel } from '@/lib/simulator/models';
import { drawPace, wholeMs } from '@/lib/simulator/pace';
import { seededRandom } from '@/lib/simulator/random';
import { startSimulator } from '@/lib/simulator/start';

const BODY = { model: 'gpt-4.1', messages: [{ role: 'user', content: 'Explain budgets in plain words.' }] };

async function answerWith(
  seed: string,
  body: unknown,
): Promise<{ content: unknown; usage: unknown; id: string }> {
  const ledgerPath = path.join(mkdtempSync(path.join(tmpdir(), 'tollgate-seed-')), 'ledger.jsonl');
  const simulator = await startSimulator({ ledgerPath, seed, latencyFactor: 0 });
  const answer = await fetch(`${simulator.url}/openai/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: 'Bearer sim-test' },
    body: JSON.stringify(body),
  });
  const json = (await answer.json()) as {
    id: string;
    usage: unknown;
    choices: { message: { content: unknown } }[];
  };
  await simulator.close();
  return { id: json.id, usage: json.usage, content: json.choices[0]?.message.content };
}

describe('determinism', () => {
  it('gives the same text and usage for the same seed and request, under another id', async () => {
    const one = await answerWith('a', BODY);
    const two = await answerWith('a', BODY);
    expect({ ...two, id: '' }).toEqual({ ...one, id: '' });
    expect(two.id).not.toBe(one.id);
  });

  it('gives another text for another seed, another prompt and another request seed', async () => {
    const one = await answerWith('a', BODY);
    const others = await Promise.all([
      answerWith('b', BODY),
      answerWith('a', { ...BODY, messages: [{ role: 'user', content: 'Another prompt.' }] }),
      answerWith('a', { ...BODY, seed: 7 }),
    ]);
    for (const other of others) expect(other.content).not.toEqual(one.content);
  });
});

describe('latency', () => {
  const percentile = (sorted: number[], share: number): number =>
    sorted[Math.floor(sorted.length * share)] ?? 0;

  it('passes through the given median and 95th percentile', () => {
    const random = seededRandom('percentiles');
    const draws = Array.from({ length: 20_000 }, () => drawLogNormal(1720, 2180, random)).sort(
      (a, b) => a - b,
    );
    expect(percentile(draws, 0.5) / 1720).toBeCloseTo(1, 1);
    expect(percentile(draws, 0.95) / 2180).toBeCloseTo(1, 1);
  });

  it('takes the quoted time for an answer of nominal length, scaled by the factor, 0 for none', () => {
    const model = findModel('deepseek-v3.2');
    if (!model) throw new Error('no model');
    const times = Array.from({ length: 4000 }, (_, i) => wholeMs(drawPace(model, `p${i}`, 's', 1), 120));
    times.sort((a, b) => a - b);
    expect(percentile(times, 0.5) / model.latency.p50Ms).toBeCloseTo(1, 1);
    expect(percentile(times, 0.95) / model.latency.p95Ms).toBeCloseTo(1, 1);
    const half = drawPace(model, 'p', 's', 0.5);
    expect(half.firstTokenMs).toBeCloseTo(drawPace(model, 'p', 's', 1).firstTokenMs / 2);
    expect(wholeMs(drawPace(model, 'p', 's', 0), 1000)).toBe(0);
  });
});
