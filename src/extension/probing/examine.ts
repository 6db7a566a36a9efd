import * as vscode from 'vscode';
import { LONGEST_TEXT, PROBED_TEXTS } from '../../analysis/language-model/defaults';
import { SAMPLE_SEED } from '../../analysis/sample-seed';
import { isChat, type TextModel } from '../../models/chat/model';
import type { LanguageModel } from '../../models/language-model/folder';
import type { Trace } from '../../trace/trace';
import type { Inference } from '../models/inference';
import type { ModelLibrary } from '../models/library';
import { ownText } from '../probes/own-text';
import type { Probed } from '../probes/probed';
import { told } from '../workbench/docs';
import { withLateProgress } from '../workbench/late-progress';
import type { Examination, ExaminedText } from './examine-chat';
import { bare } from '../workbench/markdown';
import type { OutputTexts } from '../workbench/output-texts';

export interface ExamineParts {
  inference: Inference;
  library: ModelLibrary;
  outputs: OutputTexts;
  log: vscode.LogOutputChannel;
}

/** Random texts of each length. */
const RANDOM_TEXTS = 30;

/**
 * Asks a language model about a probed text and over random texts of its world, fits probes on its layers where they can be seen, and
 * shows the text as the model read it with all that came out. Of a chat model everything is shown that was asked and said.
 */
export async function examineLanguageModel(parts: ExamineParts, probed: Probed | undefined): Promise<void> {
  if (!probed) {
    void vscode.window.showInformationMessage(
      'Probe a program or a story first: then a language model is asked about it.',
    );
    return;
  }
  const model = await pickLanguage(parts.library, probed);
  if (!model) return;
  const name = bare(model.name, 60);
  const text = await ownText(probed);
  const controller = new AbortController();
  const { signal } = controller;
  try {
    const { trace } = probed.timeline;
    const work = isChat(model)
      ? await (await import('./examine-chat')).chatExamination(parts.library, trace, model, { text, signal })
      : examination(parts, trace, model, { text, signal });
    if (!work) return;
    const found = await withLateProgress(`Examining ${name}`, work, () => controller.abort());
    await parts.outputs.show(bare(`${model.name} on ${probed.probe.title}`, 120), `${found}\n`);
  } catch (error) {
    if (signal.aborted) return;
    parts.log.error(error instanceof Error ? error : String(error));
    void vscode.window.showErrorMessage(told(error instanceof Error ? error.message : String(error), 400));
  }
}

function examination(
  { inference }: ExamineParts,
  trace: Trace,
  model: LanguageModel,
  asked: ExaminedText,
): Examination {
  return async (report) => {
    const [{ examine }, { examinedText }, { costText }] = await Promise.all([
      import('../../analysis/language-model/examine'),
      import('../../analysis/language-model/examined-text'),
      import('../../analysis/language-model/plan'),
    ]);
    const beyond = { random: RANDOM_TEXTS, probes: PROBED_TEXTS, longest: LONGEST_TEXT, seed: SAMPLE_SEED };
    const found = await examine(trace, model, await inference.background(), beyond, {
      ...asked,
      onPlan: (_, plan) => report(costText(plan)),
      onCost: (cost) => report(`random texts for probes: ${costText(cost)}`),
      onProgress: ({ done, total, message }) => report(`${message}, ${done} of ${total}`),
    });
    return examinedText(trace, [found], { isShown: true, seed: SAMPLE_SEED });
  };
}

/** The only language model there is, or the one that the person picks: those of the probe stand first. */
async function pickLanguage(library: ModelLibrary, { probe }: Probed): Promise<TextModel | undefined> {
  const { languages } = await library.complete();
  const isShown = ({ id }: TextModel): boolean => probe.models.some((model) => model.id === id);
  const items = [...languages.filter(isShown), ...languages.filter((one) => !isShown(one))].map((language) => ({
    label: bare(language.name, 120),
    description: bare(
      isChat(language) ? language.architecture : `${language.architecture}, ${language.layers} layers`,
      200,
    ),
    language,
  }));
  if (items.length === 0) {
    const add = 'Add Model…';
    const message =
      'There is no language model in the list: add the folder of one (model.onnx, tokenizer.json, config.json), the address of a chat model, or one of this editor.';
    if ((await vscode.window.showInformationMessage(message, add)) === add)
      await vscode.commands.executeCommand('stateProbe.addModel');
    return undefined;
  }
  if (items.length === 1) return items[0]?.language;
  const picked = await vscode.window.showQuickPick(items, {
    title: 'Examine which language model?',
    matchOnDescription: true,
  });
  return picked?.language;
}
