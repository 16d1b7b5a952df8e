import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';

const FILE = path.join(import.meta.dirname, '__screenshots__', 'fonts.json');

/** How wide the fonts of this machine draw a line of text: machines with the same widths draw the same pages. */
async function measureFonts(page: Page): Promise<string> {
  return page.evaluate(() => {
    const context = document.createElement('canvas').getContext('2d');
    if (context === null) return '';
    const families = [getComputedStyle(document.body).fontFamily, 'monospace'];
    const widths = families.map((family) => {
      context.font = `100px ${family}`;
      return context.measureText('Tollgate 0123456789 – quảng trường, jumping').width.toFixed(1);
    });
    return widths.join(' ');
  });
}

/** Whether the pictures that are kept were drawn with the fonts of this machine; `keep` says so from now on. */
export async function hasTheirFonts(page: Page, keep: boolean): Promise<boolean> {
  const print = await measureFonts(page);
  if (keep) writeFileSync(FILE, `${JSON.stringify({ print }, null, 2)}\n`);
  const kept = JSON.parse(readFileSync(FILE, 'utf8')) as { print: string };
  return kept.print === print;
}
