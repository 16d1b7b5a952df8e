import { expect, it } from 'vitest';
import { WebOutbound } from '@/lib/http/web-exchange';

it('everybody who listens hears that the client has gone, once', () => {
  const client = new AbortController();
  const outbound = new WebOutbound(client.signal);
  const heard: string[] = [];
  outbound.onClientGone(() => heard.push('first'));
  outbound.onClientGone(() => heard.push('second'));
  client.abort();
  outbound.cut();
  expect(heard).toEqual(['first', 'second']);
});
