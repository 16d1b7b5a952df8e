import { describe, expect, it } from 'vitest';
import { StoppedError, stepper } from '@/lib/boot/steps';

describe('steps', () => {
  it('are shown with their time when they are done', async () => {
    const lines: string[] = [];
    const step = stepper(new AbortController().signal, (line) => lines.push(line));
    expect(await step('database', async () => 7)).toBe(7);
    expect(lines).toEqual([expect.stringMatching(/^✓ database \d+\.\d s$/)]);
  });

  it('do not begin after a stop, and one that ran during it is the last', async () => {
    const controller = new AbortController();
    const step = stepper(controller.signal, () => undefined);
    const ran: string[] = [];
    const during = step('long', async () => {
      controller.abort();
      ran.push('long');
    });
    await expect(during).rejects.toBeInstanceOf(StoppedError);
    await expect(step('next', async () => ran.push('next'))).rejects.toBeInstanceOf(StoppedError);
    expect(ran).toEqual(['long']);
  });
});
