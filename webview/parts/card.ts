import './card.css';
import { fill, h, icon, setText } from '../dom';
import { outcomeOf, percent, sentence, wrongPlace } from '../describe';
import { shortened } from '../draw/names';
import type { Model, Probe } from '../../src/protocol/messages';
import { firstSteps } from '../../src/protocol/cuts';
import { runOf } from '../../src/protocol/models';
import { chosenModel, probeOf } from '../state';
import { lostBy } from '../../src/world/lost';
import { askedLists } from './asked';
import { sharedReason } from './unread';
import type { Context } from './context';

const SAYS = { can: 'In theory it can', cannot: 'In theory it cannot', open: 'In theory open' };

/** The answer that one came for: what the chosen model lost and where, how far it goes elsewhere, and what is proved of it. */
export function card({ store, signal }: Pick<Context, 'store' | 'signal'>): HTMLElement {
  const answer = h('p', { class: 'answer' });
  const line = h('span', { class: 'theory-line' });
  const theory = h('details', { class: 'theory' }, h('summary', {}, icon('chevron'), line));
  const asked = h('div', { class: 'asked-lists' });
  const element = h('div', { class: 'card' }, answer, asked, theory);
  let questions = '';
  store.on(['page', 'chosen'], signal, () => {
    const state = store.get();
    const [probe, model] = [probeOf(state), chosenModel(state)];
    element.hidden = !probe || !model;
    if (!probe || !model) return;
    // Where no model reads the text that is said below, once.
    answer.hidden = model.state.kind === 'not applicable' && sharedReason(probe.models) !== undefined;
    setText(answer, answer.hidden ? '' : answerText(probe, model));
    const now = JSON.stringify([probe.questions, probe.models.map((each) => [each.name, runOf(each)?.answers])]);
    if (now !== questions) fill(asked, ...askedLists(probe));
    questions = now;
    theory.hidden = model.theory === undefined;
    const says = model.theory && `${SAYS[model.theory.says]}: ${shortened(model.theory.line, 600)}.`;
    setText(line, says?.replace('..', '.') ?? '');
  });
  return element;
}

function answerText(probe: Probe, model: Model): string {
  const older = probe.text?.state === 'older' ? 'Of an older text: ' : '';
  const trained =
    model.trained === undefined ? '' : `Trained on words up to ${model.trained.toLocaleString('en')} tokens.`;
  // What is possible for an architecture is not what this model of it does.
  const does = model.measured && `On random words: ${shortened(model.measured.line, 300)}.`;
  // What it was asked, and with which reservations.
  const asked = model.readsText && model.beside && `${sentence(shortened(model.beside, 600))}.`;
  return [`${older}${outcomeText(probe, model)}`, asked, trained, does, exactText(probe, model)]
    .filter(Boolean)
    .join(' ');
}

function outcomeText(probe: Probe, model: Model): string {
  const name = shortened(model.name, 60);
  const run = runOf(model);
  if (!run || run.firstWrong === null) {
    const { text, reason } = outcomeOf(model, probe);
    return `${name}: ${text}${reason === undefined ? '' : `, ${shortened(reason, 600)}`}.`;
  }
  const { firstWrong, rightAtEnd, accuracy } = run;
  const some = firstSteps(probe.cuts);
  const share = `${percent(accuracy)} of ${some ?? 'all steps'} right`;
  const end = rightAtEnd ? `, and right ${some ? 'after them' : 'at the end'}` : '';
  return `${name} lost ${lostBy(probe, model) ?? 'the state'} at step ${wrongPlace(firstWrong, run)}. ${share}${end}.`;
}

/** A model that is built, not trained, tells that the text can be followed. */
function exactText(probe: Probe, model: Model): string {
  const isRight = (other: Model): boolean => other.exact === true && runOf(other)?.firstWrong === null;
  const exact = probe.models.find((other) => other !== model && isRight(other));
  // Of a text that was cut it is right as far as that goes.
  const name = shortened(exact?.name.replace(' (exact)', '') ?? '', 60);
  return exact ? `The exact model ${name} is ${outcomeOf(exact, probe).text}.` : '';
}
