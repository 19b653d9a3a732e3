/** The page for the doctor, put together from what is laid away. */
import { type CheckAnswers, checkTopics } from '#clinical/eligibility/eligibility.ts';
import { find, type Parts } from './check-page.ts';

/** Each topic that the answers bring, under its heading; headings without one are left out. */
export function resultOf(answers: CheckAnswers, parts: Parts): DocumentFragment {
  const page = parts.laidAway('result');
  const topics = checkTopics(answers);
  const all = new Map([...page.querySelectorAll<HTMLElement>('[data-topic]')].map((of) => [of.dataset.topic, of]));
  for (const topic of all.values()) topic.remove();
  for (const section of page.querySelectorAll<HTMLElement>('[data-part]')) {
    const here = topics.filter(({ part }) => part === section.dataset.part).map(({ name }) => all.get(name));
    const said = here.filter((topic) => topic !== undefined);
    if (said.length === 0) section.remove();
    else find(section, '[data-topics]', HTMLElement).append(...said);
  }
  const { pressure, death = 'not-known' } = answers;
  for (const call of page.querySelectorAll<HTMLElement>('[data-call]')) if (call.dataset.call !== death) call.remove();
  if (typeof pressure === 'object')
    for (const place of page.querySelectorAll<HTMLElement>('[data-measured]'))
      place.textContent = `${pressure.systolic} ${parts.over} ${pressure.diastolic}`;
  return page;
}
