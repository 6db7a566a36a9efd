import * as vscode from 'vscode';
import { answerTo, fieldsFor, shownAnswer, type Answers, type Field, type Origin } from './fields';
import { bare } from '../workbench/markdown';

/** The person went back one step; undefined stands for leaving altogether. */
export const BACK = Symbol('back');

/** A row of the form that is none of its fields. */
export interface Row {
  label: string;
  description: string;
  detail?: string;
  part: 'examples' | 'output';
  /** Lets the person change what the row shows. */
  change(): Promise<void>;
}

export interface Form {
  title: string;
  origin: Origin;
  answers: Answers;
  /** Rows before those of the fields. */
  rows(answers: Answers): readonly Row[];
  /** What an answer has changed. */
  onAnswer(answers: Answers): void;
}

interface Item extends vscode.QuickPickItem {
  act: 'go' | Field | Row;
}

const PARTS = { examples: 'Examples', output: 'Output' } as const;

/**
 * A form made of lists to pick from: one list shows every answer, each of which can be picked and changed; Enter alone
 * takes them as they are.
 *
 * @returns the answers; undefined when the person left
 */
export async function fillForm(form: Form): Promise<Answers | undefined> {
  let { answers } = form;
  let active: string | undefined;
  for (;;) {
    const items: Item[] = [];
    for (const field of fieldsFor(form.origin, answers)) {
      items.push({ label: field.label, description: bare(shownAnswer(field, answers), 200), act: field });
    }
    const rows = form.rows(answers).map((row): Item => {
      const { label, description, detail } = row;
      return { label, description: bare(description, 200), ...(detail !== undefined && { detail }), act: row };
    });
    const all = [...rows, ...items];
    const inPart = (part: keyof typeof PARTS): Item[] => [
      { label: PARTS[part], kind: vscode.QuickPickItemKind.Separator, act: 'go' },
      ...all.filter(({ act }) => act !== 'go' && (act.part ?? 'examples') === part),
    ];
    const picked = await pickOne<Item>({
      title: form.title,
      placeholder: 'Enter shows a preview; pick a line to change it',
      items: [
        { label: '$(open-preview) Preview…', description: 'ten examples; nothing is written yet', act: 'go' },
        ...inPart('examples'),
        ...inPart('output'),
      ],
      active: (item) => item.label === active,
    });
    if (picked === undefined || picked === BACK) return undefined;
    const { act, label } = picked;
    if (act === 'go') return answers;
    active = label;
    if ('change' in act) await act.change();
    else {
      const answer = await ask(form.title, act, answers);
      if (answer === undefined) return undefined;
      if (answer !== BACK) {
        answers = { ...answers, [act.key]: answer };
        form.onAnswer(answers);
      }
    }
  }
}

async function ask(title: string, field: Field, answers: Answers): Promise<string | typeof BACK | undefined> {
  const value = answerTo(field, answers);
  if (field.many) return askMany(title, field, value);
  interface Option extends vscode.QuickPickItem {
    answer: string;
    from: 'choice' | 'typed' | 'file';
  }
  const own = field.choices.some((choice) => choice.value === value) ? '' : value;
  const options: Option[] = field.choices.map(({ value: answer, label, detail }) => {
    return { label, ...(detail !== undefined && { detail }), answer, from: 'choice' as const };
  });
  if (field.typed !== undefined)
    options.push({
      label: '$(edit) Other…',
      description: bare(own, 100),
      detail: field.typed,
      answer: own,
      from: 'typed',
    });
  if (field.file !== undefined)
    options.push({ label: '$(file) Choose a File…', detail: field.file, answer: '', from: 'file' });
  const picked = await pickOne<Option>({
    title: `${title}: ${field.label}`,
    placeholder: field.question,
    items: options,
    active: (option) => option.from === 'choice' && option.answer === value,
    back: true,
  });
  if (picked === undefined || picked === BACK) return picked;
  if (picked.from === 'choice') return picked.answer;
  if (picked.from === 'file') {
    const [file] = (await vscode.window.showOpenDialog({ title: field.question, openLabel: 'Choose' })) ?? [];
    return file?.scheme === 'file' ? file.fsPath : BACK;
  }
  const typed = await type(`${title}: ${field.label}`, field, value, answers);
  // From the box one goes back to its list.
  return typed === BACK ? ask(title, field, answers) : typed;
}

async function askMany(title: string, field: Field, value: string): Promise<string | typeof BACK | undefined> {
  const chosen = new Set(value === '' ? field.choices.map((choice) => choice.value) : value.split(','));
  const items = field.choices.map((choice) => ({
    label: choice.label,
    ...(choice.detail !== undefined && { detail: choice.detail }),
    value: choice.value,
  }));
  return new Promise((resolve) => {
    const list = vscode.window.createQuickPick<(typeof items)[number]>();
    list.ignoreFocusOut = true;
    list.title = `${title}: ${field.label}`;
    list.placeholder = `${field.question} Tick, then press Enter`;
    list.canSelectMany = true;
    list.items = items;
    list.selectedItems = items.filter((item) => chosen.has(item.value));
    list.buttons = [vscode.QuickInputButtons.Back];
    settleOnce(list, resolve, {
      accept: () => {
        const ticked = items.filter((item) => list.selectedItems.includes(item)).map((item) => item.value);
        if (ticked.length === 0) return undefined;
        // All of them are what is meant when nothing is said, where that is how it starts.
        return ticked.length === items.length && field.initial === '' ? '' : ticked.join(',');
      },
    });
  });
}

function type(title: string, field: Field, value: string, answers: Answers): Promise<string | typeof BACK | undefined> {
  return new Promise((resolve) => {
    const box = vscode.window.createInputBox();
    box.title = title;
    box.prompt = field.typed;
    box.value = value;
    box.buttons = [vscode.QuickInputButtons.Back];
    const check = async (): Promise<boolean> => {
      const text = box.value.trim();
      const fault = text === '' ? undefined : await field.check?.(text, answers);
      if (box.value.trim() === text) box.validationMessage = fault && bare(sentence(fault), 300);
      return fault === undefined;
    };
    box.onDidChangeValue(() => void check());
    settleOnce(box, resolve, {
      accept: async () => ((await check()) ? box.value.trim() || field.initial : undefined),
    });
  });
}

/** The terminal front says the same after the name of an option. */
function sentence(fault: string): string {
  return fault.charAt(0).toUpperCase() + fault.slice(1);
}

interface Picking<T extends vscode.QuickPickItem> {
  title: string;
  placeholder: string;
  items: readonly T[];
  active?: (item: T) => boolean;
  back?: boolean;
}

/** One of a list; `BACK` where the list has such a button and it was pressed. */
export function pickOne<T extends vscode.QuickPickItem>(picking: Picking<T>): Promise<T | typeof BACK | undefined> {
  return new Promise((resolve) => {
    const list = vscode.window.createQuickPick<T>();
    // Who reads the preview clicks into it, and has not answered by that.
    list.ignoreFocusOut = true;
    const { title, placeholder, items, active } = picking;
    list.title = title;
    list.placeholder = placeholder;
    list.matchOnDescription = true;
    list.matchOnDetail = true;
    list.items = items;
    const first = items.find((item) => active?.(item) ?? false);
    if (first) list.activeItems = [first];
    if (picking.back) list.buttons = [vscode.QuickInputButtons.Back];
    settleOnce(list, resolve, { accept: () => list.activeItems[0] });
  });
}

/** Ends with the first thing that happens; an `accept` that gives undefined lets the input stay. */
function settleOnce<T>(
  input: vscode.QuickInput & {
    onDidAccept: vscode.Event<void>;
    onDidTriggerButton: vscode.Event<vscode.QuickInputButton>;
  },
  resolve: (value: T | typeof BACK | undefined) => void,
  { accept }: { accept: () => T | undefined | Promise<T | undefined> },
): void {
  input.onDidAccept(async () => {
    const value = await accept();
    if (value === undefined) return;
    resolve(value);
    input.dispose();
  });
  input.onDidTriggerButton((button) => {
    if (button !== vscode.QuickInputButtons.Back) return;
    resolve(BACK);
    input.dispose();
  });
  input.onDidHide(() => {
    resolve(undefined);
    input.dispose();
  });
  // A form is left by Escape: one may look something up, or scroll through the preview, in between.
  input.ignoreFocusOut = true;
  input.show();
}
