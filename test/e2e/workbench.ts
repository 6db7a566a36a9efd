import type { Locator, Page } from 'playwright-core';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { patience } from '../../scripts/lib/patience.mjs';
import { KEYS, prefix } from '../editor/keybindings.mjs';
import { Visualizer } from './visualizer';

/** Size of the window in pixels. */
export const WINDOW = { width: 1440, height: 900 };

/** Of the side bar. The visualizer has it to itself at first. */
const SECTIONS = ['Visualizer', 'Models', 'History'] as const;

/** How wide the side bar is at first, in CSS pixels. */
const SIDE_BAR = 300;

/** How long the extension may take to be contributed after the window shows, in milliseconds. */
const EXTENSION = patience(60_000);

/** How long the editor may take to answer a key, in milliseconds, and how often the key is pressed before giving up. */
const KEY_ANSWER = patience(5_000);
const KEY_ATTEMPTS = 4;

/** In which a list shows what it was filtered for; milliseconds. */
const FILTERED = 150;

/** How long a list may take to hold what is looked for before it is asked again, in milliseconds, and how often that is done. */
const LIST_ANSWER = patience(1_000);
const LIST_ATTEMPTS = 20;

/** How long the visualizer's page may take to load, in milliseconds. */
const VISUALIZER = patience(30_000);
/** How long a mark may take to be drawn, in milliseconds. */
const MARK = patience(10_000);
/** How long a dialog may take to come, in milliseconds. */
const ASKED = patience(500);
/** Pause between two looks at something that cannot be waited for, in milliseconds. */
const POLL = 100;

/** Themes by their name in the picker, with the class that the workbench gives to themes of their kind. */
const THEMES = { 'Dark Modern': 'vs-dark', 'Light Modern': 'vs', 'Dark High Contrast': 'hc-black' } as const;

/** A window of the editor, used as a person would: by keyboard and by what is written on things. */
export class Workbench {
  /** The section that a test has given the side bar to. */
  private shown: (typeof SECTIONS)[number] = SECTIONS[0];

  constructor(
    readonly page: Page,
    /** The folder that is open. */
    readonly folder: string,
    /** Where pictures go, if any are taken. */
    private readonly screenshots: string | undefined,
    /** Closes the window, or keeps it for whoever opens one next. */
    readonly close: () => Promise<void>,
  ) {}

  /** What the extension contributes arrives after the first paint; before that the palette does not know its commands. */
  async waitForExtension(): Promise<void> {
    await this.activityBarItem.waitFor({ timeout: EXTENSION });
  }

  get activityBarItem(): Locator {
    return this.page.locator('.activitybar').getByRole('tab', { name: /^State Probe/ });
  }

  get explorer(): Locator {
    return this.page.locator('.explorer-folders-view');
  }

  get statusBar(): Locator {
    return this.page.locator('.part.statusbar');
  }

  /** The text of the open editor, line by line, with what is drawn between and behind the text. */
  get lines(): Locator {
    return this.page.locator('.editor-instance .view-lines .view-line');
  }

  /**
   * Runs a command of the palette by its full title, such as `State Probe: Probe Selection`.
   *
   * @param list 'open' for a command that goes on to ask in the same list
   */
  async runCommand(title: string, list: 'open' | 'closed' = 'closed'): Promise<void> {
    await this.find('F1', `>${title}`, title);
    await this.pick(`>${title}`, title, list);
  }

  /** Picks from a context menu that was just opened: for 100 ms the editor takes a release of the mouse for the opening one. */
  async pickFromMenu(name: string): Promise<void> {
    const item = this.page.getByRole('menuitem', { name });
    await item.waitFor();
    await this.page.waitForTimeout(300);
    await item.click();
  }

  /** Opens a file by its name. */
  async openFile(name: string): Promise<void> {
    // Other files may end with the same name.
    const named = new RegExp(`^${name.replaceAll('.', '\\.')}`);
    // A list that is filled anew in the moment of the click takes it for nothing.
    for (let attempt = 1; ; attempt++) {
      await (await this.find('Control+p', name, named)).click();
      if (await comes(this.quickInput, { state: 'hidden', timeout: LIST_ANSWER })) break;
      if (attempt === LIST_ATTEMPTS) throw new Error(`${name} is not opened by its entry in the list`);
    }
    await this.page.getByRole('tab', { name: named }).first().waitFor();
    await this.lines.first().waitFor();
  }

  /** Selects whole lines; they count from one, as on the screen. */
  async selectLines(first: number, last: number): Promise<void> {
    await this.goToLine(first);
    for (let line = first; line < last; line++) await this.page.keyboard.press('Shift+ArrowDown');
    await this.page.keyboard.press('Shift+End');
  }

  /** Puts the cursor at the start of a line; lines count from one. */
  async goToLine(line: number): Promise<void> {
    await this.openQuickInput('Control+g');
    await this.quickInput.fill(`:${String(line)}`);
    await this.quickInput.press('Enter');
    await this.quickInput.waitFor({ state: 'hidden' });
    // Keys that come before the editor has the cursor go where it was.
    await this.waitForCursor(line);
    await this.page.keyboard.press('Home');
  }

  /** Puts the cursor into a line that is not indented; lines and columns count from one. */
  async goToPlace(line: number, column: number): Promise<void> {
    const there = this.statusBar.getByRole('button', { name: new RegExp(`^Ln ${line}, Col ${column}\\b`) });
    for (let attempt = 0; attempt < LIST_ATTEMPTS; attempt++) {
      await this.goToLine(line);
      for (let step = 1; step < column; step++) await this.page.keyboard.press('ArrowRight');
      // The list that has gone to the line may do so once more when keys were quicker.
      if (await comes(there, { timeout: LIST_ANSWER })) return;
    }
    throw new Error(`The cursor does not come to line ${line}, column ${column}`);
  }

  /** Waits until the cursor, or the start or end of the selection, is on this line, counting from one. */
  async waitForCursor(line: number): Promise<void> {
    await this.statusBar.getByRole('button', { name: new RegExp(`^Ln ${line}, `) }).waitFor();
  }

  async focusEditor(): Promise<void> {
    await this.press('focusEditor', this.page.locator('.editor-group-container:focus-within'));
  }

  async showExplorer(): Promise<void> {
    await this.press('showExplorer', this.explorer);
  }

  /** An entry of the Problems panel, which is opened. */
  async problem(text: string): Promise<Locator> {
    await this.runCommand('Problems: Focus on Problems View');
    return this.page.getByRole('treeitem', { name: text });
  }

  /** The visualizer's page, in the side bar or in an editor tab: its content is a frame within the webview's own. */
  async visualizer(place: 'view' | 'editor' = 'view'): Promise<Visualizer> {
    const end = Date.now() + VISUALIZER;
    while (Date.now() < end) {
      for (const frame of this.page.frames()) {
        const body = frame.locator(`body[data-place="${place}"]`);
        // A frame may go away while it is looked at.
        if ((await body.count().catch(() => 0)) > 0) return new Visualizer(frame);
      }
      await this.page.waitForTimeout(POLL);
    }
    throw new Error(`The visualizer does not show (${place})`);
  }

  /** Drags the border of the side bar until that is so wide, in pixels. */
  async widenSideBar(width: number): Promise<void> {
    const box = await this.page.locator('.part.sidebar').boundingBox();
    if (box === null) throw new Error('There is no side bar');
    // The border may lie a few pixels beside what it divides.
    const borders = await this.page.locator('.monaco-sash.vertical:not(.disabled)').all();
    const places = await Promise.all(borders.map((border) => border.boundingBox()));
    const right = box.x + box.width;
    const middles = places.flatMap((place) => (place ? [place.x + place.width / 2] : []));
    const border = middles.toSorted((a, b) => Math.abs(a - right) - Math.abs(b - right))[0];
    if (border === undefined) throw new Error('The side bar has no border');
    const y = box.y + box.height / 2;
    await this.page.mouse.move(border, y);
    await this.page.mouse.down();
    await this.page.mouse.move(border + width - box.width, y, { steps: 5 });
    await this.page.mouse.up();
  }

  /** What the extension has drawn behind the text of the lines that have such a mark, from the top. */
  async marks(): Promise<string[]> {
    return this.lines.evaluateAll((lines) =>
      lines
        .toSorted((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
        .map((line) =>
          [...line.querySelectorAll('span')]
            .flatMap((span) => ['::before', '::after'].map((part) => getComputedStyle(span, part).content))
            .filter((content) => content.startsWith('"'))
            .map((content) => content.slice(1, -1))
            .join(' '),
        )
        .filter((mark) => mark !== ''),
    );
  }

  /** Waits for a mark, which is drawn a moment after a model has run. */
  async waitForMark(text: RegExp): Promise<void> {
    const end = Date.now() + MARK;
    while (!(await this.marks()).some((mark) => text.test(mark))) {
      if (Date.now() > end) throw new Error(`No mark says ${text.source}:\n${(await this.marks()).join('\n')}`);
      await this.page.waitForTimeout(POLL);
    }
  }

  /** What stands above the probed parts of the open text, from the top. */
  get lenses(): Locator {
    return this.page.locator('.editor-instance .codelens-decoration:visible a');
  }

  /** The list of probes in the side bar. */
  get history(): Locator {
    return this.page.getByRole('tree', { name: 'History' }).getByRole('treeitem');
  }

  /** The heading of a section of the side bar, such as the history; a click opens and closes it. */
  section(name: string): Locator {
    return this.page.getByRole('button', { name: `${name} Section` });
  }

  /** Opens a section of the side bar, if it is closed. */
  async openSection(name: string): Promise<void> {
    const header = this.section(name);
    if ((await header.getAttribute('aria-expanded')) === 'false') await header.click();
  }

  async closeSection(name: string): Promise<void> {
    const header = this.section(name);
    if ((await header.getAttribute('aria-expanded')) === 'true') await header.click();
  }

  /** Shows the side bar with one of its sections alone, until the window is cleared. */
  async showSection(name: (typeof SECTIONS)[number]): Promise<void> {
    this.shown = name;
    // A second click would hide it.
    if (!(await this.section(name).isVisible())) await this.activityBarItem.click();
    await this.openSection(name);
    for (const other of SECTIONS) if (other !== name) await this.closeSection(other);
  }

  /** Reloads the window, as after an update or a crash. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.waitForExtension();
  }

  /** Changes the colour theme of this user, who has one in all windows. */
  async useTheme(theme: keyof typeof THEMES): Promise<void> {
    await this.runCommand('Preferences: Color Theme', 'open');
    await this.pick(theme, theme);
    await this.page.locator(`.monaco-workbench.${THEMES[theme]}`).waitFor();
  }

  /** A message in the corner. */
  message(text: string | RegExp): Locator {
    return this.page.locator('.notifications-toasts .notification-list-item').filter({ hasText: text });
  }

  /** A message of a while ago: the corner shows it for some seconds, the list of messages until somebody takes it away. */
  async olderMessage(text: string | RegExp): Promise<Locator> {
    await this.runCommand('Notifications: Show Notifications');
    return this.page.locator('.notifications-center .notification-list-item').filter({ hasText: text });
  }

  /** Answers the box that opens, and tells what it offered. */
  async answerBox(text: string, picture?: string): Promise<string> {
    await this.quickInput.waitFor();
    const offered = await this.quickInput.inputValue();
    if (picture !== undefined) await this.screenshot(picture);
    await this.quickInput.fill(text);
    await this.quickInput.press('Enter');
    return offered;
  }

  /** Types into the box that opens, in place of what it holds. */
  async type(text: string): Promise<void> {
    // The list before it takes a moment to go, and would take the text.
    await this.listed.first().waitFor({ state: 'hidden' });
    await this.quickInput.fill(text);
  }

  /**
   * Answers the dialog that asks where to save a file with what it offers.
   *
   * @returns the path of the file
   */
  async saveAsOffered(): Promise<string> {
    const end = Date.now() + KEY_ANSWER;
    await this.quickInput.waitFor();
    // The dialog shows before it knows its folder.
    while (!/\/.*\.\w+$/.test(await this.quickInput.inputValue())) {
      if (Date.now() > end) throw new Error('No name is offered');
      await this.page.waitForTimeout(POLL);
    }
    const file = await this.quickInput.inputValue();
    await this.quickInput.press('Enter');
    // The dialog may take a key that came while it was busy twice, and find the file that it has just allowed to be written.
    if (!(await comes(this.quickInput, { state: 'hidden', timeout: KEY_ANSWER })) && existsSync(file))
      await this.dismissInput();
    await this.quickInput.waitFor({ state: 'hidden' });
    return file;
  }

  /** Answers the dialog that asks where to save a file, or for one, with a path. */
  async answerDialog(file: string, button = 'OK'): Promise<void> {
    // A list may come so soon after the dialog that its box is never seen to go.
    const dialog = this.page.locator('.quick-input-widget').getByText(button, { exact: true });
    await dialog.waitFor();
    for (let attempt = 0; attempt < KEY_ATTEMPTS; attempt++) {
      await this.quickInput.fill(file);
      // Once the dialog knows its folder it writes that over what was typed.
      await this.page.waitForTimeout(ASKED);
      if ((await this.quickInput.inputValue()) !== file) continue;
      await this.quickInput.press('Enter');
      if (await comes(dialog, { state: 'hidden', timeout: KEY_ANSWER })) return;
    }
    throw new Error(`The dialog does not take ${file}`);
  }

  /** Presses a key on an entry of a list until the editor asks: the focus goes from the list while what was clicked is opened. */
  async askOf(entry: Locator, key: string): Promise<void> {
    for (let attempt = 0; attempt < KEY_ATTEMPTS; attempt++) {
      await entry.click();
      await this.page.keyboard.press(key);
      if (await comes(this.quickInput, { timeout: KEY_ANSWER })) return;
    }
    throw new Error(`${key} asks nothing`);
  }

  /** Presses a key on a file in the explorer. */
  async inExplorer(name: string, key: string): Promise<void> {
    await this.showExplorer();
    await this.explorer.getByRole('treeitem', { name }).first().click();
    await this.page.keyboard.press(key);
  }

  /** Presses a button of the dialog that asks. */
  async confirm(button: RegExp): Promise<void> {
    await this.page.locator('.monaco-dialog-box').getByRole('button', { name: button }).click();
  }

  /**
   * Formats the text as its language's own formatter does. That one is there a while after the text is opened, and the palette
   * lists the command from then on.
   */
  async formatDocument(): Promise<void> {
    const end = Date.now() + EXTENSION;
    const row = this.page
      .locator('.quick-input-list')
      .getByRole('option', { name: /^Format Document,/ })
      .first();
    for (;;) {
      await this.openQuickInput('F1');
      await this.quickInput.fill('>Format Document');
      if (await comes(row, { timeout: ASKED })) break;
      if (Date.now() > end) throw new Error('This text has no formatter');
      await this.dismissInput();
    }
    await row.click();
    await this.quickInput.waitFor({ state: 'hidden' });
  }

  /** Waits for something that happens outside of the window. */
  async waitUntil(happened: () => boolean): Promise<void> {
    const end = Date.now() + KEY_ANSWER;
    while (!happened()) {
      if (Date.now() > end) throw new Error(`This never came true: ${happened.toString()}`);
      await this.page.waitForTimeout(POLL);
    }
  }

  /** The lines of the list that is open. */
  get listed(): Locator {
    const list = this.page.locator('.quick-input-list');
    // Where several may be ticked, each is a check box.
    return list.getByRole('option').or(list.getByRole('checkbox'));
  }

  async screenshot(name: string): Promise<void> {
    // Over the empty part of the status bar there is nothing to hover over.
    await this.page.mouse.move(WINDOW.width / 2, WINDOW.height - 4);
    await this.page.locator('.workbench-hover').first().waitFor({ state: 'hidden' });
    if (this.screenshots !== undefined)
      await this.page.screenshot({ path: path.join(this.screenshots, `${name}.png`) });
  }

  /** Takes away what was opened, probed and said, as a person would who begins with something else. */
  async clear(): Promise<void> {
    const asks = this.page.locator('.monaco-dialog-box').getByRole('button', { name: /^(Clear History|Don't Save)$/ });
    const cleared = this.explorer.locator(':focus');
    await this.press('clear', asks.or(cleared).first());
    const end = Date.now() + EXTENSION;
    // One dialog may take the place of another.
    while (!(await cleared.isVisible())) {
      if (Date.now() > end) throw new Error('The window is not cleared');
      if (await asks.isVisible()) await asks.click({ timeout: KEY_ANSWER }).catch(() => undefined);
      else await this.page.waitForTimeout(POLL);
    }
    await this.page.setViewportSize(WINDOW);
    if (this.shown !== SECTIONS[0]) {
      await this.showSection(SECTIONS[0]);
      await this.showExplorer();
    }
    await this.widenSideBar(SIDE_BAR);
  }

  /** Presses the keys for what stands between two things that are tested, until it is done. */
  private async press(what: keyof typeof KEYS, done: Locator): Promise<void> {
    const waits = this.statusBar.getByText('Waiting for second key of chord');
    // What a test has left open that has failed.
    if (await this.quickInput.isVisible()) await this.dismissInput();
    for (let attempt = 0; attempt < KEY_ATTEMPTS; attempt++) {
      await this.page.keyboard.press(prefix);
      if (!(await comes(waits, { timeout: KEY_ANSWER }))) continue;
      await this.page.keyboard.press(`Control+Alt+${KEYS[what].key}`);
      // The second key may be lost where the focus goes elsewhere between the two.
      if (await comes(done, { timeout: KEY_ANSWER })) return;
    }
    throw new Error(`The editor does not do what it is asked (${what})`);
  }

  /**
   * Types into the list that a key opens, and waits for an entry. The list may show what it knew when it was last open, without
   * a file or a command that has come since: then it is opened again.
   */
  private async find(key: string, query: string, name: string | RegExp): Promise<Locator> {
    const row = this.page.locator('.quick-input-list').getByRole('option', { name }).first();
    for (let attempt = 0; attempt < LIST_ATTEMPTS; attempt++) {
      await this.openQuickInput(key);
      await this.quickInput.fill(query);
      if (await comes(row, { timeout: LIST_ANSWER })) return row;
      await this.dismissInput();
    }
    throw new Error(`${String(name)} is not in the list`);
  }

  private get quickInput(): Locator {
    return this.page.locator('.quick-input-widget input[type="text"]');
  }

  /** A webview that has the focus and is still loading swallows keys, so the key may have to be pressed again. */
  private async openQuickInput(key: string): Promise<void> {
    // What a test has left open that has failed.
    if (await this.quickInput.isVisible()) await this.dismissInput();
    for (let attempt = 0; attempt < KEY_ATTEMPTS; attempt++) {
      await this.page.keyboard.press(key);
      if (await comes(this.quickInput, { timeout: KEY_ANSWER })) return;
    }
    throw new Error(`${key} opens no list`);
  }

  /** Leaves the box or the list that is open, or opens in a moment, without an answer. */
  async dismissInput(): Promise<void> {
    await this.quickInput.waitFor();
    // A dialog that is still finding its folder takes no key.
    for (let attempt = 0; attempt < KEY_ATTEMPTS; attempt++) {
      await this.page.keyboard.press('Escape');
      if (await comes(this.quickInput, { state: 'hidden', timeout: KEY_ANSWER })) return;
    }
    throw new Error('The box stays open');
  }

  /**
   * Types into the list that is open, and picks the entry. A list that comes after another one may come only now, and forget
   * what was typed.
   */
  async pick(query: string, label: string, list: 'open' | 'closed' = 'closed'): Promise<void> {
    const rows = this.page.locator('.quick-input-list');
    const row = rows
      .getByRole('option', { name: label })
      .or(rows.getByRole('checkbox', { name: label }))
      .first();
    for (let attempt = 0; attempt < LIST_ATTEMPTS; attempt++) {
      await this.quickInput.fill(query);
      if (await comes(row, { timeout: LIST_ANSWER })) break;
    }
    await this.listSettles(rows);
    await row.click();
    if (list === 'closed') await this.quickInput.waitFor({ state: 'hidden' });
  }

  /** The rows of a list that is filtered are used for other entries meanwhile: a click would be one on what comes in their place. */
  private async listSettles(rows: Locator): Promise<void> {
    for (let before = '', now = await rows.innerText(); now !== before; now = await rows.innerText()) {
      before = now;
      await this.page.waitForTimeout(FILTERED);
    }
  }
}

/** Whether something is there, or gone, within a time. */
function comes(what: Locator, options: Parameters<Locator['waitFor']>[0]): Promise<boolean> {
  return what.waitFor(options).then(
    () => true,
    () => false,
  );
}
