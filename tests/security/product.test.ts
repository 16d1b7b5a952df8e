import { afterAll, beforeAll, describe } from 'vitest';
import { startOpenIdProvider, type OpenIdProvider } from '@/tests/support/openid-provider';
import { testCanaries } from './product/canaries';
import { testKeys } from './product/keys';
import { testPages } from './product/pages';
import { startProduct, type Product } from './product/product';
import { testOpenId, testPasswords } from './product/sign-in';
import { testWire } from './product/wire';

let product: Product;
let openId: OpenIdProvider;

beforeAll(async () => {
  openId = await startOpenIdProvider();
  product = await startProduct(openId);
}, 300_000);
afterAll(async () => {
  await product.remove();
  openId.close();
});

describe('sign-in over the wire', () =>
  testOpenId(
    () => product,
    () => openId,
  ));
describe('pages and forms', () => testPages(() => product));
describe('keys', () => testKeys(() => product));
describe('raw sockets', () => testWire(() => product));
// Signing in as the admin is locked out by the last of these.
describe('canaries', () =>
  testCanaries(
    () => product,
    () => openId,
  ));
describe('passwords', () => testPasswords(() => product));
