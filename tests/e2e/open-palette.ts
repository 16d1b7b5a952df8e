import { expect, type Page } from '@playwright/test';

/** Opens the palette by its keys, which a page that does not listen yet would lose: they are pressed until it is open. */
export async function openPalette(page: Page): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('combobox', { name: 'Find' })).toBeFocused({ timeout: 2_000 });
  }).toPass();
}
