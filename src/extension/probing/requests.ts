import * as vscode from 'vscode';
import { placeAfter, stepped, type Way } from '../../readers/depth';
import { documentOf } from '../probes/reveal';
import type { Probed } from '../probes/store';
import { chooseCells } from '../texts/cells';
import { chooseDepth } from '../texts/depth';
import { askForInputs } from '../texts/example-input';
import { askFormal } from '../texts/formal';
import { chooseObjects } from '../texts/objects';
import { chooseSteps } from '../texts/steps';
import type { Text, TextPart } from '../texts/texts';
import { bare } from '../workbench/markdown';
import type { ProbeOptions, ProberParts } from './parts';
import type { Prober } from './prober';

/** What a person may ask to be probed: a text or a probe, and how it is to be read, which they are asked for. */
export class ProbeRequests {
  constructor(
    private readonly prober: Prober,
    private readonly parts: Pick<ProberParts, 'texts' | 'store'>,
  ) {}

  /** Probes what the active editor shows, for a person who asked for it. */
  async probeActive(wanted: 'selection' | 'file'): Promise<Probed | undefined> {
    const text = await this.parts.texts.active(wanted);
    return text && this.prober.probe(text, { asked: true });
  }

  /** Lets the person say with which values the active text, or a function of it, is tried, and probes it so. */
  async probeWithInput(at?: { uri: vscode.Uri; line: number }): Promise<Probed | undefined> {
    const text = at ? await this.functionAt(at) : await this.parts.texts.active('selection or file');
    const inputs = text && (await askForInputs(this.parts.texts, text));
    return text && inputs && this.prober.probe({ ...text, inputs }, { asked: true });
  }

  private async functionAt({ uri, line }: { uri: vscode.Uri; line: number }): Promise<Text | undefined> {
    const { texts } = this.parts;
    const text = await texts.of(await vscode.workspace.openTextDocument(uri));
    if (!text) return undefined;
    const found = (await texts.functions(text)).find(({ range }) => range.start.line <= line && line <= range.end.line);
    return found ? { ...text, selection: found.range } : text;
  }

  /** Probes the same part of a document again, as its text is now. */
  async again(
    probed: Probed,
    {
      inputs = probed.inputs,
      chosen = probed.chosen,
      playhead,
    }: Pick<TextPart, 'inputs'> & Pick<ProbeOptions, 'playhead' | 'chosen'> = {},
  ): Promise<Probed | undefined> {
    if (probed.recorded !== undefined) {
      void vscode.window.showInformationMessage(
        'This was recorded while the program ran: debug it, and record it again.',
      );
      return undefined;
    }
    const document = await documentOf(probed);
    if (typeof document === 'string') {
      const title = bare(probed.probe.title, 120);
      void vscode.window.showWarningMessage(
        `${title}: ${bare(document, 300)}. The visualizer shows the probe as it was.`,
      );
      return undefined;
    }
    // One that was closed is read again first, to know where it stands.
    await this.parts.store.settled(probed);
    if (probed.place) {
      const { language } = probed;
      const text = { document, selection: probed.place.scope, language, inputs };
      return this.prober.probe(text, { asked: true, chosen, playhead });
    }
    void vscode.window.showInformationMessage('Where this probe stood is not known any more: select the text again.');
    await vscode.window.showTextDocument(document, { preview: false });
    return undefined;
  }

  /** Lets the person choose which cells of the active text are its world, and probes it again. */
  async chooseCells(): Promise<void> {
    const text = await this.parts.texts.active('selection or file');
    if (text && (await chooseCells(this.parts.texts, text))) await this.prober.probe(text, { asked: true });
  }

  /** Lets the person choose what is a step of the active text, and probes it again. */
  async chooseSteps(): Promise<void> {
    const text = await this.parts.texts.active('selection or file');
    if (text && (await chooseSteps(this.parts.texts, text))) await this.prober.probe(text, { asked: true });
  }

  /** Probes the active text as a word of the formal language that the person says. */
  async probeAsFormal(): Promise<void> {
    const text = await this.parts.texts.active('selection or file', 'formal');
    if (!text) return;
    const formal = await askFormal();
    if (formal !== undefined) await this.prober.probe({ ...text, inputs: { formal } }, { asked: true });
  }

  /** Lets the person choose which calls of the active text are shown by the steps inside of them, and probes it again. */
  async chooseDepth(): Promise<void> {
    const text = await this.parts.texts.active('selection or file');
    if (text && (await chooseDepth(this.parts.texts, text))) await this.prober.probe(text, { asked: true });
  }

  /** Probes the same part again, with the steps inside of the call at a step, or without those around it. */
  async step(probed: Probed, at: number, way: Way): Promise<void> {
    const { steps } = probed.timeline.trace;
    const depth = stepped(steps, at, way);
    if (!depth) {
      const why = way === 'into' ? 'This step is no call with steps of its own.' : 'This step is not inside of a call.';
      void vscode.window.showInformationMessage(why);
      return;
    }
    const { depth: before, ...others } = probed.inputs ?? {};
    // Calls after those that are shown stay open as they were.
    const more = typeof before === 'object' && way === 'into' ? before : [];
    const inputs = { ...others, depth: [...new Set([...depth, ...more])] };
    const { answers } = this.parts.texts;
    await answers.keep(probed, { ...(await answers.of(probed)), depth: inputs.depth });
    await this.again(probed, { inputs, playhead: (after) => placeAfter(steps, at, way, after) });
  }

  /** Lets the person choose the five objects to follow in the active text, and probes it again. */
  async chooseObjects(): Promise<void> {
    const text = await this.parts.texts.active('selection or file');
    if (!text) return;
    try {
      const { texts } = this.parts;
      const { trace } = await texts.read(text);
      if (await chooseObjects(texts, text.document, trace)) await this.prober.probe(text, { asked: true });
    } catch (error) {
      this.prober.tell(text, error, { asked: true });
    }
  }

  /** Probes the same part again with other objects followed: these five, or those that the person chooses. */
  async follow(probed: Probed, objects?: readonly string[]): Promise<void> {
    const { texts } = this.parts;
    const { trace } = probed.timeline;
    if (objects && new Set(objects).size < objects.length) throw new Error('Five different objects can be followed.');
    if (objects) texts.follow(probed, objects);
    else if (!(await chooseObjects(texts, probed, trace))) return;
    await this.again(probed, { chosen: { ...probed.chosen, follow: texts.followed(probed) } });
  }
}
