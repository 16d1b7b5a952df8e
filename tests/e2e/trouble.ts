import type { Page } from '@playwright/test';

/** What a page says on the console in the way of trouble, from now on. */
export function troubleOn(page: Page): string[] {
  const trouble: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') trouble.push(message.text());
  });
  page.on('pageerror', (error) => trouble.push(error.message));
  return trouble;
}
