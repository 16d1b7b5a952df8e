import { describe, expect, it } from 'vitest';
import { STATUS_FAULTS } from '@/lib/simulator/faults/kinds';
import { simulatorForTests } from './start-for-test';

const simulator = simulatorForTests();

const BODY = { model: 'gpt-4.1', messages: [{ role: 'user', content: 'Explain budgets in plain words.' }] };
const STREAM = { ...BODY, stream: true, stream_options: { include_usage: true } };

const ask = (fault: string, body: unknown = STREAM): Promise<Response> =>
  simulator.post('/openai/v1/chat/completions', body, { 'x-simulator-fault': fault });

/** Reads until the end or the break: what came, and whether it broke. */
async function read(answer: Response): Promise<{ text: string; broke: boolean; pieces: Buffer[] }> {
  const pieces: Buffer[] = [];
  let broke = false;
  try {
    for await (const piece of answer.body ?? []) pieces.push(Buffer.from(piece as Uint8Array));
  } catch {
    broke = true;
  }
  return { text: Buffer.concat(pieces).toString('utf8'), broke, pieces };
}

const contents = (text: string): number => text.split('"delta":{"content":"').length - 1;

/** Entries that the request added to the ledger. */
async function billed(work: () => Promise<void>) {
  const before = (await simulator.ledger()).length;
  await work();
  return (await simulator.ledger()).slice(before);
}

describe('faults that bill nothing', () => {
  it.each([...STATUS_FAULTS])('%s answers with its status in OpenAI shape', async (kind) => {
    const entries = await billed(async () => {
      const answer = await ask(kind);
      expect(answer.status).toBe(Number(kind.slice(0, 3)));
      expect(await answer.json()).toMatchObject({ error: { message: expect.any(String) } });
    });
    expect(entries).toEqual([]);
  });

  it('sends retry-after in seconds or as a date as asked', async () => {
    expect((await ask('429;retry=7')).headers.get('retry-after')).toBe('7');
    const date = (await ask('429_date;retry=60')).headers.get('retry-after') ?? '';
    expect(Date.parse(date)).toBeGreaterThan(Date.now());
    expect((await ask('429_bare')).headers.get('retry-after')).toBeNull();
  });

  it('resets before headers', async () => {
    const entries = await billed(async () => {
      await expect(ask('reset')).rejects.toThrow();
    });
    expect(entries).toEqual([]);
  });

  it('hangs without headers until the client leaves', async () => {
    const entries = await billed(async () => {
      await expect(
        fetch(`${simulator.url}/openai/v1/chat/completions`, {
          method: 'POST',
          headers: { authorization: 'Bearer sim-x', 'x-simulator-fault': 'hang' },
          body: JSON.stringify(BODY),
          signal: AbortSignal.timeout(100),
        }),
      ).rejects.toThrow();
    });
    expect(entries).toEqual([]);
  });

  it('sends an error object in a 200 stream before any content', async () => {
    const entries = await billed(async () => {
      const answer = await ask('error_before_content');
      const { text } = await read(answer);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toContain('text/event-stream');
      expect(text).toMatch(/^data: \{"error":/);
      expect(text).not.toContain('delta');
    });
    expect(entries).toEqual([]);
  });

  it('sends a JSON error with status 200, and an HTML page', async () => {
    const entries = await billed(async () => {
      const json = await ask('json_error', BODY);
      expect(json.status).toBe(200);
      expect(await json.json()).toHaveProperty('error');
      const html = await ask('html');
      expect(html.status).toBe(502);
      expect(await html.text()).toContain('<html>');
    });
    expect(entries).toEqual([]);
  });

  it('bills nothing for any member of pre_content', async () => {
    const entries = await billed(async () => {
      for (let i = 0; i < 30; i += 1)
        await ask('pre_content', i % 2 ? BODY : STREAM).then(read, () => undefined);
    });
    expect(entries).toEqual([]);
  });
});

describe('faults within a stream', () => {
  it('resets after exactly the asked number of content events and bills those', async () => {
    const [entry, ...others] = await billed(async () => {
      const { text, broke } = await read(await ask('reset_mid;after=5'));
      expect(broke).toBe(true);
      expect(contents(text)).toBe(5);
    });
    expect(others).toEqual([]);
    expect(entry).toMatchObject({ complete: false, stream: true, meters: { 'out.text': 5 } });
  });

  it('stalls, then breaks, and bills what came', async () => {
    const [entry] = await billed(async () => {
      const { broke } = await read(await ask('stall;after=2;ms=50'));
      expect(broke).toBe(true);
    });
    expect(entry).toMatchObject({ complete: false, meters: { 'out.text': 2 } });
  });

  it('sends an error after content, never a [DONE], and bills what came', async () => {
    const [entry] = await billed(async () => {
      const { text, broke } = await read(await ask('error_after_content;after=4'));
      expect(broke).toBe(false);
      expect(contents(text)).toBe(4);
      expect(text).toContain('data: {"error":');
      expect(text).not.toContain('[DONE]');
    });
    expect(entry).toMatchObject({ complete: false, meters: { 'out.text': 4 } });
  });

  it('waits before the first content', async () => {
    const started = performance.now();
    const { text } = await read(await ask('slow_first_content;ms=80'));
    expect(performance.now() - started).toBeGreaterThanOrEqual(78);
    expect(text).toContain('[DONE]');
  });
});

describe('faults of form, billed in full', () => {
  it.each([
    ['missing_done', (text: string) => !text.includes('[DONE]') && text.includes('"finish_reason":"stop"')],
    ['missing_usage', (text: string) => !text.includes('prompt_tokens') && text.includes('[DONE]')],
    ['usage_every_chunk', (text: string) => text.split('"prompt_tokens"').length > 10],
  ])('%s', async (kind, holds) => {
    const [entry] = await billed(async () => {
      const { text } = await read(await ask(kind));
      expect(holds(text)).toBe(true);
    });
    expect(entry?.complete).toBe(true);
  });

  it('sends the right bytes under the wrong content type', async () => {
    const answer = await ask('wrong_content_type');
    expect(answer.headers.get('content-type')).toContain('text/plain');
    expect((await read(answer)).text).toContain('[DONE]');
  });

  it('cuts events and characters across writes without losing a byte', async () => {
    const whole = await read(await ask('missing_done'));
    const { text, pieces } = await read(await ask('split'));
    expect(pieces.length).toBeGreaterThan(200);
    expect(pieces.some((piece) => piece.length <= 7)).toBe(true);
    const strip = (body: string): string[] => body.match(/"content":"[^"]*"/g) ?? [];
    expect(strip(text)).toEqual(strip(whole.text));
  });

  it('promises more bytes than it sends', async () => {
    expect((await read(await ask('wrong_content_length'))).broke).toBe(true);
    expect((await read(await ask('wrong_content_length', BODY))).broke).toBe(true);
  });

  it('streams for ever until the client leaves, and bills it as incomplete', async () => {
    const before = (await simulator.ledger()).length;
    const answer = await ask('endless');
    let length = 0;
    for await (const piece of answer.body ?? []) {
      length += (piece as Uint8Array).length;
      if (length > 1_000_000) break;
    }
    await expect.poll(async () => (await simulator.ledger()).length).toBe(before + 1);
    expect((await simulator.ledger()).at(-1)).toMatchObject({ complete: false });
  });
});

describe('the fault header', () => {
  it.each(['nonsense', '429;after=x', '429;colour=red'])('refuses %s', async (fault) => {
    const answer = await ask(fault);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { param: 'x-simulator-fault' } });
  });
});
