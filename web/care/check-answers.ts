/** What a person answers on the open question, read from its form and put back into it. */
import {
  type CheckAnswers,
  type CheckQuestion,
  type CuffWrong,
  checkAnswers,
  cuffWrong,
} from '#clinical/eligibility/eligibility.ts';

/** An answer, or what is missing or makes no sense. */
export type Read = { readonly answers: CheckAnswers } | { readonly wrong: CuffWrong };

const numberIn = (form: HTMLFormElement, name: string): number | undefined => {
  const text = fieldIn(form, name).value.trim();
  return text === '' ? undefined : /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
};

function fieldIn(form: HTMLFormElement, name: string): HTMLInputElement {
  const field = form.elements.namedItem(name);
  if (!(field instanceof HTMLInputElement)) throw new TypeError(`no field ${name}`);
  return field;
}

function readPressure(form: HTMLFormElement): Read {
  if (fieldIn(form, 'unknown').checked) return { answers: { pressure: 'not-known' } };
  const [systolic, diastolic] = [numberIn(form, 'systolic'), numberIn(form, 'diastolic')];
  const wrong = cuffWrong(systolic, diastolic);
  if (wrong !== undefined || systolic === undefined || diastolic === undefined) return { wrong: wrong ?? 'none' };
  return { answers: { pressure: { systolic, diastolic } } };
}

/** Nobody goes on in silence: whoever does not know, or would rather not say, chooses that. */
export function readAnswer(form: HTMLFormElement, question: CheckQuestion): Read {
  if (question === 'pressure') return readPressure(form);
  const chosen = new FormData(form).get(question);
  const answer = checkAnswers[question].find((of) => of === chosen);
  return answer === undefined ? { wrong: 'none' } : { answers: { [question]: answer } };
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

/** Says what is wrong, in the summary and at the field, which a screen reader then reads with it. */
export function tellWrong(form: HTMLFormElement, question: CheckQuestion, wrong: CuffWrong): void {
  for (const words of form.querySelectorAll<HTMLElement>('[data-wrong]')) words.hidden = words.dataset.wrong !== wrong;
  for (const field of form.querySelectorAll('[aria-describedby]')) {
    field.removeAttribute('aria-describedby');
    field.removeAttribute('aria-invalid');
  }
  const link = form.querySelector<HTMLAnchorElement>(`.problem [data-wrong=${wrong}]`);
  const field = form.querySelector<HTMLInputElement>(link?.hash ?? '#none');
  const described = field?.type === 'radio' ? form.querySelector('fieldset') : field;
  described?.setAttribute('aria-describedby', `${question}-${wrong}`);
  if (field?.type === 'text') field.setAttribute('aria-invalid', 'true');
  const summary = form.querySelector<HTMLElement>('.problem');
  if (summary === null) return;
  summary.hidden = false;
  summary.focus();
}
