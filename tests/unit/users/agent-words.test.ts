import fc from 'fast-check';
import { expect, test } from 'vitest';
import { agentWords } from '@/lib/users/agent-words';

const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)';
test.each([
  [`Mozilla/5.0 (X11; Linux x86_64) ${WEBKIT} Chrome/141.0.0.0 Safari/537.36`, 'Chrome', 'Linux'],
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/141.0.0.0 Safari/537.36 Edg/141.0`,
    'Edge',
    'Windows',
  ],
  [
    `Mozilla/5.0 (Linux; Android 15; Pixel 9) ${WEBKIT} Chrome/141.0 Mobile Safari/537.36`,
    'Chrome',
    'Android',
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0',
    'Firefox',
    'macOS',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1',
    'Safari',
    'iOS',
  ],
  ['curl/8.5.0', 'curl', undefined],
  ['Mozilla/5.0', undefined, undefined],
  ['', undefined, undefined],
])('%s is %s on %s', (agent, browser, system) => {
  expect(agentWords(agent)).toEqual({ ...(browser && { browser }), ...(system && { system }) });
});

test('of whatever is sent only known names and short words are told', () => {
  fc.assert(
    fc.property(fc.string(), (agent) => {
      const { browser = '' } = agentWords(agent);
      expect(browser).toMatch(/^[\w .-]{0,40}$/);
    }),
  );
});
