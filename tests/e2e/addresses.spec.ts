import { readdirSync } from 'node:fs';
import { expect, type APIRequestContext } from '@playwright/test';
import type { RunningTollgate } from '../support/start-tollgate';
import { PAGES, SENSELESS, SPANS, type PageLine } from './addresses';
import { test } from './shared-product';
import { signIn } from './sign-in';

let tollgate: RunningTollgate;
test.beforeAll(({ tollgate: shared }) => {
  tollgate = shared;
});

/** Pages that say nothing of a range: they have none, or look at no workspace. */
const WITHOUT_VIEW = ['/', '/sign-in', '/setup', '/invite', '/second-factor', '/people', '/audit'];
/** That many pages are drawn at once. */
const AT_ONCE = 3;

interface Answer {
  status: number;
  /** What is written on the page, without markup; of a page of ours that is not there, what the browser draws. */
  words: string;
  html: string;
}

const wordsOf = (html: string) =>
  html
    .replaceAll(/<script[\s\S]*?<\/script>/g, '')
    .replaceAll(/<!--[\s\S]*?-->|<[^>]*>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'");

async function ask(request: APIRequestContext, address: string): Promise<Answer> {
  const answer = await request.get(`${tollgate.url}${address}`, { maxRedirects: 0, timeout: 30_000 });
  const html = await answer.text();
  return { status: answer.status(), words: wordsOf(html), html };
}

/** What is wrong with an answer, in words; [] for a page that a person can use. */
function troubleIn({ status, words, html }: Answer, said: string, statuses: readonly number[]): string[] {
  // A part whose query failed arrives as its boundary; a page that failed has no heading.
  const isPage =
    status === 404
      ? html.includes('There is no such page')
      : status >= 300 || /<h1|;url=\/sign-in/.test(html);
  return [
    ...(statuses.includes(status) ? [] : [`status ${status}`]),
    ...(isPage ? [] : ['no page']),
    ...(/\$RX\(|could not be loaded/.test(html) ? ['a part has failed'] : []),
    ...(html.includes('<i id=echo') ? ['echoed as markup'] : []),
    ...(words.includes(said) ? [] : [`does not say “${said}”`]),
  ];
}

async function checkAll(
  request: APIRequestContext,
  tries: readonly (readonly [address: string, said: string, statuses: readonly number[]])[],
): Promise<void> {
  const found: string[] = [];
  const left = [...tries];
  const visit = async () => {
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      const [address, said, statuses] = next;
      const trouble = troubleIn(await ask(request, address), said, statuses);
      if (trouble.length > 0) found.push(`${address.slice(0, 120)}: ${trouble.join(', ')}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, visit));
  expect(found).toEqual([]);
}

const statusesOf = ({ path, missing }: PageLine) => (path === '/' ? [307] : [missing ?? 200]);
const isOfNothing = ({ missing }: PageLine) => missing === 404;

/** One value for each word, so that each page is drawn as often as it has words, and each value is met on many pages. */
const triesOf = (line: PageLine, at: number) =>
  Object.entries(line.words ?? {}).flatMap(([name, said], index) => {
    const base = `${line.path}?${line.workspace === undefined ? '' : 'workspace=demo&'}${name}=`;
    const value = SENSELESS[(at * 5 + index) % SENSELESS.length] ?? '';
    return [`${base}nothing-like-it`, `${base}${value}&${name}=1&${name}[]=2`].map(
      (address, one) => [address, one === 0 && !isOfNothing(line) ? said : '', statusesOf(line)] as const,
    );
  });

test('every page of the app has its line in the table, and every line its page', () => {
  const files = readdirSync('app', { recursive: true, encoding: 'utf8' });
  const paths = files
    .filter((file) => file === 'page.tsx' || file.endsWith('/page.tsx'))
    .map((file) => `/${file.replace(/\/?page\.tsx$/, '').replaceAll(/\([^)]*\)\/?/g, '')}`)
    .map((path) => path.replace('[id]', 'nothing-here'));
  expect(PAGES.map(({ path }) => path).sort()).toEqual(paths.sort());
});

test('a word of an address that a page cannot read is left out and said', async ({ page }) => {
  await signIn(page, tollgate);
  const signedIn = PAGES.filter(({ path }) => path !== '/sign-in');
  await checkAll(page.request, signedIn.flatMap(triesOf));
});

test('a range or workspace that is none leads to the nearest one, on every page', async ({ page }) => {
  await signIn(page, tollgate);
  const tries = PAGES.filter(({ path }) => !WITHOUT_VIEW.includes(path)).flatMap((line, at) =>
    // Each page meets a part of them, and neighbours meet the others.
    SPANS.filter((_span, index) => (index + at) % 4 === 0).map(([query, said]) => {
      const saysNothing = line.missing !== undefined;
      return [`${line.path}?${query}`, saysNothing ? '' : said, statusesOf(line)] as const;
    }),
  );
  await checkAll(page.request, tries);
});

test('an id that is none is a page that says so, however it is written', async ({ page }) => {
  await signIn(page, tollgate);
  const ids = SENSELESS.filter((id) => id.length < 2_000);
  const tries = PAGES.filter(({ missing }) => missing !== undefined).flatMap((line) =>
    ids.map((id) => [line.path.replace('nothing-here', id), '', statusesOf(line)] as const),
  );
  await checkAll(page.request, tries);
  // As a person sees it: within the page’s frame, with a way on.
  await page.goto(`${tollgate.url}/requests/%00`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Not found');
  await expect(page.getByRole('link', { name: 'All requests' })).toBeVisible();
});

test('who is not signed in is asked to, and comes back to the address', async ({ request }) => {
  const tries = PAGES.filter(
    ({ path }) => !['/', '/sign-in', '/setup', '/invite', '/second-factor'].includes(path),
  ).map(
    // A page whose frame is sent before it sends its way to sign in within it.
    ({ path }) => [`${path}?range=week&zz=%00%FF`, '', [path === '/overview' ? 200 : 307]] as const,
  );
  await checkAll(request, tries);
  await checkAll(
    request,
    SENSELESS.map((value) => [`/sign-in?callbackUrl=${value}&error=${value.slice(0, 200)}`, '', [200]]),
  );
});
