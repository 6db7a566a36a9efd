import type { Frame, Locator, Page } from 'playwright-core';

/** What a person presses to come to a panel: its question, which lists it, then the panel itself where it is folded below. */
function toggles(page: Page | Frame, title: string): [question: Locator, panel: Locator] {
  const named = page.locator(`.panel-name:text-is("${title}")`);
  return [
    page.locator('.question').filter({ has: named }).locator('.question-toggle'),
    page.locator(`.panel-toggle:text-is("${title}")`),
  ];
}

async function press(toggle: Locator, from: 'true' | 'false'): Promise<void> {
  if ((await toggle.count()) > 0 && (await toggle.getAttribute('aria-expanded')) === from) await toggle.click();
}

export async function openPanel(page: Page | Frame, title: string): Promise<void> {
  for (const toggle of toggles(page, title)) await press(toggle, 'false');
}

/** With its question, where it does not fold by itself. */
export async function closePanel(page: Page | Frame, title: string): Promise<void> {
  const [question, panel] = toggles(page, title);
  await press((await panel.count()) > 0 ? panel : question, 'true');
}
