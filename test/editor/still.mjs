const RULES = `
  .monaco-workbench :is(.progress-bit, .codicon, .statusbar-item-label, .monaco-hover) { animation: none !important }
  .monaco-workbench .scrollbar { transition: none !important }
`;

/**
 * A script that holds an editor's window still, for its page to run before its own. What turns, wiggles and fades there is drawn
 * by the processor, frame by frame, which what is tested needs.
 */
export const HOLD_STILL = `{
  const still = new CSSStyleSheet();
  still.replaceSync(${JSON.stringify(RULES)});
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, still];
}`;
