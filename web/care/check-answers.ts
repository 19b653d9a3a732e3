/** What a person answers on the open question, read from its form and put back into it. */
import { type CheckAnswers, type CheckQuestion, checkAnswers } from '#clinical/eligibility/eligibility.ts';

/** An answer, or that the figures of the blood pressure make no sense. */
export type Read = { readonly answers: CheckAnswers } | 'wrong';

/** The widest figures that a cuff can show, in mmHg: a slip of the finger, not a judgement. */
const readable = { from: 20, to: 400 };

const numberIn = (form: HTMLFormElement, name: string): number | undefined => {
  const text = fieldIn(form, name).value.trim();
  return text === '' ? undefined : /^\d{2,3}$/.test(text) ? Number(text) : Number.NaN;
};

function fieldIn(form: HTMLFormElement, name: string): HTMLInputElement {
  const field = form.elements.namedItem(name);
  if (!(field instanceof HTMLInputElement)) throw new TypeError(`no field ${name}`);
  return field;
}

function readPressure(form: HTMLFormElement): Read {
  if (fieldIn(form, 'unknown').checked) return { answers: { pressure: 'not-known' } };
  const [systolic, diastolic] = [numberIn(form, 'systolic'), numberIn(form, 'diastolic')];
  if (systolic === undefined && diastolic === undefined) return { answers: { pressure: 'not-known' } };
  if (systolic === undefined || diastolic === undefined) return 'wrong';
  const isReading = systolic > diastolic && diastolic >= readable.from && systolic <= readable.to;
  return isReading ? { answers: { pressure: { systolic, diastolic } } } : 'wrong';
}

/** Nothing chosen is not known: nobody is held up. */
export function readAnswer(form: HTMLFormElement, question: CheckQuestion): Read {
  if (question === 'pressure') return readPressure(form);
  const chosen = new FormData(form).get(question);
  const answer = checkAnswers[question].find((of) => of === chosen) ?? 'not-known';
  return { answers: { [question]: answer } };
}

/** The form as the person left it; untouched where they have not been. */
export function showAnswer(form: HTMLFormElement, question: CheckQuestion, answers: CheckAnswers): void {
  const answer = answers[question];
  if (answer === undefined) return;
  if (typeof answer === 'object') {
    fieldIn(form, 'systolic').value = String(answer.systolic);
    fieldIn(form, 'diastolic').value = String(answer.diastolic);
    return;
  }
  for (const field of form.elements)
    if (field instanceof HTMLInputElement)
      field.checked = field.type === 'radio' ? field.value === answer : field.name === 'unknown';
}
