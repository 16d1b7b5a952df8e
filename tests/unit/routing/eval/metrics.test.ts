import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { areaUnderHull, pairMetrics } from '../../../../scripts/eval-routing/pair-metrics';
import { readSuite } from '../../../../scripts/eval-routing/read-suite';
import { crossPredict } from '../../../../scripts/eval-routing/split';
import { readPrompts, type LabelledPrompt } from '@/lib/routing/learn/read-prompts';
import { wordVectors } from '@/scripts/eval-routing/read-vectors';
import { seededRandom } from '@/lib/simulator/random';

const weak = [1, 1, 0, 0];
const strong = [1, 1, 1, 1];

describe('pair metrics', () => {
  it('are worked out by hand for an order that knows the answers', () => {
    const metrics = pairMetrics({ preference: [0, 0, 2, 1], weak, strong, weakCost: 0.1 });
    // Recovered by share of strong calls: 0, 0.5, 1, 1, 1.
    expect(metrics.apgr).toBeCloseTo((0 / 2 + 0.5 + 1 + 1 + 1 / 2) / 4, 12);
    expect(metrics).toMatchObject({ cpt50: 0.25, cpt80: 0.5 });
    expect(metrics.costAt95).toBeCloseTo((2 + 2 * 0.1) / 4, 12);
  });
  it('hold the worst order to be worse than chance', () => {
    expect(pairMetrics({ preference: [2, 1, 0, 0], weak, strong, weakCost: 0.1 }).apgr).toBeLessThan(0.5);
  });
  it('take the upper hull of the curve', () => {
    expect(
      areaUnderHull([
        [0, 0],
        [1, 0],
        [2, 2],
      ]),
    ).toBeCloseTo(1, 12);
  });
});

describe('cross-prediction', () => {
  it('learns nothing from labels that have nothing to do with the text', () => {
    const random = seededRandom('labels of noise');
    const rows: LabelledPrompt[] = Array.from({ length: 400 }, (_, at) => ({
      task: 'any',
      prompt: `prompt ${at} about ${['rivers', 'proofs', 'taxes'][at % 3]}`,
      scores: { strong: 1, weak: random() < 0.5 ? 1 : 0 },
    }));
    const sample = {
      rows,
      documents: readPrompts(
        rows.map(({ prompt }) => prompt),
        wordVectors(),
      ),
    };
    const { blended } = crossPredict(sample, 1, 2);
    const preference = (blended.get('weak') ?? new Float64Array()).map((value) => -value);
    const { apgr } = pairMetrics({
      preference,
      weak: rows.map(({ scores }) => scores['weak'] ?? 0),
      strong: rows.map(() => 1),
      weakCost: 0.1,
    });
    expect(apgr).toBeGreaterThan(0.4);
    expect(apgr).toBeLessThan(0.6);
  });
});

describe('reading a suite', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tollgate-suite-'));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('names the file, the line and the field of what is wrong', () => {
    writeFileSync(path.join(folder, 's.jsonl'), '{"task":"t","prompt":"p","scores":{"m":2}}\n');
    expect(() => readSuite(folder, 's')).toThrow(/s\.jsonl:1: .*\n?.*scores\.m/s);
  });
});
