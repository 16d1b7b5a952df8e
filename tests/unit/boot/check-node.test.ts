import { describe, expect, it } from 'vitest';
import { nodeProblem } from '@/lib/boot/check-node.cjs';

describe('nodeProblem', () => {
  it.each(['20.19.0', '20.20.2', '22.0.0', '24.1.0'])('accepts %s', (version) => {
    expect(nodeProblem(version)).toBeUndefined();
  });

  it.each(['20.18.9', '18.20.0', '19.99.0', '8.0.0'])('refuses %s in one line that names it', (version) => {
    const problem = nodeProblem(version);
    expect(problem).toContain(version);
    expect(problem).toContain('20.19');
    expect(problem).not.toContain('\n');
  });
});
