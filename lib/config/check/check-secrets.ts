import { channelDestination } from '../secrets/channel-destination';
import { providerDestination } from '../secrets/provider-destination';
import type { Entries } from './parse-entries';
import type { ConfigProblem } from './problem';
import { isReference } from '../secrets/secret-reference';
import type { Channel } from '../alert-schemas';
import type { KeyEntry, Provider } from '../schemas';

interface KnownSecrets {
  credentialIds: ReadonlySet<string>;
  destinations: ReadonlyMap<string, ReadonlySet<string>>;
  keyIds: ReadonlySet<string>;
  /** Id of the stored key that has this value, if one has. */
  keyWithValue: (value: string) => string | undefined;
}

/** Headers that carry credentials. Written as headers they would be stored and exported in the clear. */
const SECRET_HEADERS = /^(authorization|proxy-authorization|cookie|x-api-key|api-key|x-goog-api-key)$/i;
const ENV_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** Variables that open Tollgate itself: a base URL of the same file must not be able to carry them away. */
const OWN_VARIABLES = /^(TOLLGATE_|NEXTAUTH_|PG|DATABASE_URL$)/;
/** Characters of a secret that signs. */
const MIN_SIGNING_SECRET = 16;
/** What can stand in a header, which is where a key travels. */
const HEADER_SAFE = /^[\x21-\x7e]+$/;

/** References to secrets that do not exist, secrets in places where they would be shown, values that cannot be used. */
export function checkSecrets(entries: Entries, known: KnownSecrets): ConfigProblem[] {
  const values = new Map<string, number>();
  return [
    ...entries.providers.flatMap(({ index, value }) => providerProblems(value, `providers[${index}]`, known)),
    ...entries.channels.flatMap(({ index, value }) => channelProblems(value, `channels[${index}]`, known)),
    ...entries.keys.flatMap(({ index, value: key }) => {
      const problems = keyProblems(key, `keys[${index}].value`, known);
      const earlier = key.value === undefined ? undefined : values.get(key.value);
      if (key.value !== undefined) values.set(key.value, earlier ?? index);
      if (earlier === undefined) return problems;
      return [
        ...problems,
        { path: `keys[${index}].value`, message: `is also the value of keys[${earlier}]` },
      ];
    }),
  ];
}

function providerProblems(provider: Provider, at: string, known: KnownSecrets): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  const problemOf = (key: string | undefined) =>
    referenceProblem(key, known) ?? movedProblem(key, providerDestination(provider), known);
  const wrong = problemOf(provider.apiKey);
  if (wrong !== undefined) problems.push({ path: `${at}.apiKey`, message: wrong });
  provider.apiKeys?.forEach(({ key }, position) => {
    const message = problemOf(key);
    if (message !== undefined) problems.push({ path: `${at}.apiKeys[${position}].key`, message });
  });
  if (provider.apiKey !== undefined && provider.apiKeys !== undefined)
    problems.push({ path: `${at}.apiKeys`, message: 'stands in place of apiKey: give one of them' });
  const url = new URL(provider.baseUrl);
  if (url.username !== '' || url.password !== '')
    problems.push({
      path: `${at}.baseUrl`,
      message: 'must not hold a user name or password: give them as apiKey',
    });
  if (url.search !== '' || url.hash !== '')
    problems.push({ path: `${at}.baseUrl`, message: 'must end with its path: no ? and no #' });
  for (const name of Object.keys(provider.headers ?? {})) {
    if (SECRET_HEADERS.test(name))
      problems.push({ path: `${at}.headers["${name}"]`, message: 'carries a credential: give it as apiKey' });
  }
  return problems;
}

function channelProblems(channel: Channel, at: string, known: KnownSecrets): ConfigProblem[] {
  const path = `${at}.secret`;
  const problems: ConfigProblem[] = [];
  const wrong = referenceProblem(channel.secret, known) ?? elsewhereProblem(channel, known);
  if (wrong !== undefined) problems.push({ path, message: wrong });
  const inClear = channel.secret !== undefined && !isReference(channel.secret);
  if (channel.kind === 'slack' && inClear && !/^https?:\/\/[^/]+\/.+/.test(channel.secret))
    problems.push({ path, message: "must be the whole URL of Slack's webhook" });
  if (channel.kind === 'webhook' && inClear && channel.secret.length < MIN_SIGNING_SECRET)
    problems.push({
      path,
      message: `must have at least ${MIN_SIGNING_SECRET} characters: it signs each call`,
    });
  if (channel.kind === 'email' && (channel.user === undefined) !== (channel.secret === undefined))
    problems.push({ path, message: 'a user needs a password, and a password a user' });
  if (channel.kind !== 'webhook') return problems;
  const { username, password } = new URL(channel.url);
  if (username !== '' || password !== '')
    problems.push({ path: `${at}.url`, message: 'must not hold a user name or password' });
  return problems;
}

function movedProblem(key: string | undefined, place: string, known: KnownSecrets): string | undefined {
  if (staysThere(key, place, known)) return undefined;
  return known.destinations.has(key?.slice('secret:'.length) ?? '')
    ? 'this provider is at another server now: give its key again'
    : 'no provider has this stored key any more: give the key again';
}

function elsewhereProblem(channel: Channel, known: KnownSecrets): string | undefined {
  if (staysThere(channel.secret, channelDestination(channel), known)) return undefined;
  return 'this stored secret was given for another destination: give the secret again';
}

/** A stored secret goes where it was stored for, and nowhere else. */
function staysThere(secret: string | undefined, place: string, { destinations }: KnownSecrets): boolean {
  if (secret?.startsWith('secret:') !== true) return true;
  return destinations.get(secret.slice('secret:'.length))?.has(place) === true;
}

function referenceProblem(secret: string | undefined, known: KnownSecrets): string | undefined {
  if (secret === undefined) return undefined;
  if (secret.startsWith('env:')) {
    const name = secret.slice('env:'.length);
    if (!ENV_NAME.test(name)) return 'env: must be followed by the name of a variable';
    if (OWN_VARIABLES.test(name))
      return 'this variable belongs to Tollgate itself and is never sent to a provider';
    return undefined;
  }
  if (secret.startsWith('secret:')) {
    const id = secret.slice('secret:'.length);
    return known.credentialIds.has(id)
      ? undefined
      : 'there is no stored secret with this id; give the key itself';
  }
  return HEADER_SAFE.test(secret) ? undefined : 'must not hold spaces or characters outside of ASCII';
}

function keyProblems(key: KeyEntry, path: string, known: KnownSecrets): ConfigProblem[] {
  if (key.value === undefined) {
    if (known.keyIds.has(key.id)) return [];
    return [{ path, message: `the key "${key.id}" is new here: it needs a value` }];
  }
  if (!HEADER_SAFE.test(key.value))
    return [{ path, message: 'must not hold spaces or characters outside of ASCII' }];
  const owner = known.keyWithValue(key.value);
  if (owner === undefined || owner === key.id) return [];
  return [{ path, message: 'is already the value of another key' }];
}
