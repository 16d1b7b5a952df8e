import { afterEach, expect, it } from 'vitest';
import { FrameBuffer } from '@/lib/ledger/log/frame-buffer';
import type { GatewayFixture } from '@/tests/support/gateway-fixture';
import { ask, startRouting } from '../routing/routing-config';
import { chatAnswer, chatChunk, startUpstream, STREAM_HEAD, type UpstreamStub } from '../upstream-stub';

const DEPTH = 50_000;
const DEEP = `${'['.repeat(DEPTH)}${']'.repeat(DEPTH)}`;
const USAGE = `{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2,"x":${DEEP}}`;
const END = `data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\n`;

let upstream: UpstreamStub;
let gateway: GatewayFixture;
afterEach(async () => {
  await gateway.close();
  await upstream.close();
});

it.each([false, true])(
  'usage that is nested without end is on the books without it (stream: %s)',
  async (stream) => {
    upstream = await startUpstream((response) => {
      if (stream)
        response
          .writeHead(200, STREAM_HEAD)
          .end(`${chatChunk('ok')}${END}data: {"choices":[],"usage":${USAGE}}\n\ndata: [DONE]\n\n`);
      else response.end(chatAnswer().replace(/"usage":.*\}$/, `"usage":${USAGE}}`));
    });
    const frames = new FrameBuffer();
    const ledger = {
      append: (record: object) => {
        frames.push(record);
        return Promise.resolve(undefined);
      },
      close: () => undefined,
    };
    gateway = await startRouting(upstream.url, [], {}, { ledger });
    const answer = await ask(gateway, { body: { model: 'cheap', stream } });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('ok');
    expect(gateway.internalErrors).toEqual([]);
    expect(gateway.completions()).toMatchObject([
      { outcome: 'success', attempts: [{ usage: { provenance: 'provider', meters: { 'in.text': 1 } } }] },
    ]);
    expect(gateway.completions()[0]?.attempts[0]?.usage.raw).toBeUndefined();
  },
);
