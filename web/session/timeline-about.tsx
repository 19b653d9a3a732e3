import { typicalError } from '#clinical/kinetics/kinetics.ts';
import { t } from '#web/platform/text.ts';
import { type CurveDose, modelFor, type Product } from './plasma-curve.ts';
import { sayNoCurve } from './timeline-plasma.ts';

/** The prediction says what it is, in the words of its model. */
export function AboutModel({ product, route }: { product: Product; route: CurveDose['route'] }) {
  const model = modelFor(product, route);
  if (model === undefined) return <p>{sayNoCurve({ why: 'no-model', route })}</p>;
  const { title, site, population, source, notes } = model;
  return (
    <div className="stack g1">
      <p className="strong">{t('timeline.words')}</p>
      <p>{t('timeline.model', { title, site: t('timeline.site', { site }), error: typicalError.value })}</p>
      <p>{t('timeline.people', { population })}</p>
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      <p className="caption quiet">{source}</p>
    </div>
  );
}
