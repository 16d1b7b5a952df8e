import { describe, expect, it } from 'vitest';
import { explainFailure, explainStatus } from '@/lib/connection-test/explain-failure';
import { EgressError } from '@/lib/egress/egress-error';

const coded = (code: string) => Object.assign(new Error('inside'), { code });

describe('a call without an answer', () => {
  it.each([
    ['ENOTFOUND', 'dns', /No address is known for the name api\.example\.com/],
    ['EAI_AGAIN', 'dns', /No address is known/],
    ['ECONNREFUSED', 'refused', /Nothing answers/],
    ['EHOSTUNREACH', 'refused', /no way to/],
    ['UND_ERR_CONNECT_TIMEOUT', 'timeout', /within 10 s/],
    ['CERT_HAS_EXPIRED', 'tls', /has expired/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls', /another name/],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'tls', /nobody that this machine trusts/],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls', /begin with http:/],
    ['ECONNRESET', 'broken', /broke the connection off/],
  ])('%s is told as %s', (code, kind, words) => {
    const failure = explainFailure(coded(code), 'api.example.com', 10_000);
    expect(failure.kind).toBe(kind);
    expect(failure.message).toMatch(words);
  });

  it('finds the code in what caused the error, and says why an address is not called', () => {
    const wrapped = new Error('outside', { cause: coded('ENOTFOUND') });
    expect(explainFailure(wrapped, 'x', 1_000).kind).toBe('dns');
    const guarded = explainFailure(new EgressError('10.0.0.1', 'the address is private'), 'x', 1_000);
    expect(guarded).toEqual({ kind: 'address', message: '10.0.0.1 was not called: the address is private.' });
    expect(explainFailure(new DOMException('late', 'TimeoutError'), 'x', 1_000).kind).toBe('timeout');
  });
});

describe('an answer', () => {
  it.each([
    [200, undefined],
    [299, undefined],
    [300, 'redirect'],
    [307, 'redirect'],
    [400, 'dialect'],
    [401, 'key'],
    [403, 'key'],
    [404, 'path'],
    [429, 'busy'],
    [499, 'dialect'],
    [500, 'server'],
    [503, 'server'],
  ])('of status %i is told as %s', (status, kind) => {
    expect(explainStatus(status, true, 'openai-chat')?.kind).toBe(kind);
  });

  it('of 400 to a question without parameters speaks of the key where Gemini gives it', () => {
    expect(explainStatus(400, true, 'gemini')?.kind).toBe('key');
    expect(explainStatus(400, true, 'anthropic-messages')?.kind).toBe('dialect');
  });

  it('tells a key that is refused from one that is missing', () => {
    expect(explainStatus(401, true, 'gemini')?.message).toMatch(/refuses this key/);
    expect(explainStatus(401, false, 'gemini')?.message).toMatch(/asks for a key/);
  });
});
