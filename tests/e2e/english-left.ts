import type { Page } from '@playwright/test';
import { readMessages } from '@/scripts/messages/catalogue';

const translations = readMessages('vi');
/** Words that data may hold as well: names of models, states and the like. */
const isTelling = (text: string) => /^[A-Z]|\s/.test(text) && /[a-z]{3}/.test(text);

/** English texts of the catalogue whose Vietnamese differs: none of them may be seen in Vietnamese. */
const differing = Object.keys(readMessages('en')).filter(
  (text) => translations[text] !== text && isTelling(text),
);
const whole = new Set(differing.filter((text) => !text.includes('{') && !text.includes('<')));

/** Texts with places, as patterns: the words around the places must be telling ones. */
const patterns = differing
  .filter((text) => text.includes('{') && !text.includes('plural') && !text.includes('<'))
  .filter((text) => (text.replaceAll(/\{\w+\}/g, ' ').match(/[a-z]{3,}/gi) ?? []).length >= 3)
  .map(
    (text) =>
      new RegExp(
        `^${text
          .split(/\{\w+\}/)
          .map(escaped)
          .join('.*')}$`,
        's',
      ),
  );

function escaped(words: string): string {
  return words.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** What can be read or is read out on a page: text by its element, names, titles, hints. Code stays as it is. */
async function textsOn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [document.title.split(' · ')[0] ?? ''];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
      if (node.parentElement?.closest('script, style, code, pre, textarea, [lang="en"]') === null)
        found.push(node.textContent ?? '');
    for (const element of document.body.querySelectorAll('[aria-label], [title], [placeholder], [alt]'))
      for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
        found.push(element.getAttribute(name) ?? '');
    return found.map((text) => text.replaceAll(/\s+/g, ' ').trim());
  });
}

/** The same of the HTML that a server sends, before any script has run. */
function textsIn(html: string): string[] {
  const body = html.replaceAll(/<(script|style|code|pre|textarea)\b[\s\S]*?<\/\1>/g, '');
  const shown = body.replaceAll(/<!-- -->/g, '').split(/<[^>]*>/);
  const named = [...body.matchAll(/ (?:aria-label|title|placeholder|alt)="([^"]*)"/g)].map(
    ([, text]) => text,
  );
  return [...shown, ...named].map((text = '') => unescaped(text).replaceAll(/\s+/g, ' ').trim());
}

function unescaped(text: string): string {
  const marks: Record<string, string> = { quot: '"', '#x27': "'", lt: '<', gt: '>', amp: '&' };
  return text.replaceAll(/&(quot|#x27|lt|gt|amp);/g, (_all, name: string) => marks[name] ?? '');
}

const englishAmong = (texts: readonly string[]) =>
  [...new Set(texts)].filter((text) => whole.has(text) || patterns.some((pattern) => pattern.test(text)));

/** English of ours that is left on a page. */
export async function englishLeft(page: Page): Promise<string[]> {
  return englishAmong(await textsOn(page));
}

/** English of ours in HTML as it is sent. */
export const englishInHtml = (html: string): string[] => englishAmong(textsIn(html));
