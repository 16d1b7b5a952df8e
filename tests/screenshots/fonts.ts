import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';

const FILE = path.join(import.meta.dirname, 'pictures', 'fonts.txt');

/** How wide the fonts of this machine draw a line: machines with the same widths draw the same pages. */
async function measureFonts(page: Page): Promise<string> {
  return page.evaluate(() => {
    const context = document.createElement('canvas').getContext('2d');
    if (context === null) throw new Error('This browser draws no text.');
    const widths = [getComputedStyle(document.body).fontFamily, 'monospace'].map((family) => {
      context.font = `100px ${family}`;
      return context.measureText('Tollgate 0123456789 quảng trường, jumping').width.toFixed(1);
    });
    return widths.join(' ');
  });
}

/** Remembers the fonts of the pictures that are being drawn. */
export async function keepFonts(page: Page): Promise<void> {
  mkdirSync(path.dirname(FILE), { recursive: true });
  writeFileSync(FILE, `${await measureFonts(page)}\n`);
}

/** Whether the pictures that are kept were drawn with the fonts of this machine. */
export async function hasTheirFonts(page: Page): Promise<boolean> {
  return existsSync(FILE) && readFileSync(FILE, 'utf8').trim() === (await measureFonts(page));
}
