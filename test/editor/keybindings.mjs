// What tests do between the things that they test. The palette takes most of a second for it, a key a few frames.

/**
 * Commands by keys of a person's own. `prefix` comes first in each: the editor then says that it waits for the second, by which
 * a test knows that the keys arrive.
 */
export const prefix = 'Control+Alt+j';

/** The second key, and what it does: no key by which a page copies, finds, prints or undoes. */
export const KEYS = /** @type {const} */ ({
  focusEditor: { key: 'g', commands: ['workbench.action.focusActiveEditorGroup'] },
  showExplorer: { key: 'e', commands: ['workbench.view.explorer'] },
  // Begins with the focus in the editor and ends with it in the explorer.
  clear: {
    key: 'k',
    commands: [
      'workbench.action.focusActiveEditorGroup',
      'stateProbe.cancel',
      'stateProbe.clearMarks',
      'stateProbe.clearHistory',
      'workbench.action.closeAllEditors',
      'workbench.action.closePanel',
      'notifications.clearAll',
      'workbench.view.explorer',
    ],
  },
});

/** As the editor reads them. */
export const KEYBINDINGS = Object.values(KEYS).map(({ key, commands }) => ({
  key: `ctrl+alt+j ctrl+alt+${key}`,
  command: 'runCommands',
  args: { commands },
}));
