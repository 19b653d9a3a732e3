import { type InjectionSite, injectionSites } from '#clinical/session/session.ts';
import { t } from '#web/platform/text.ts';
import { Choice } from './pad-choices.tsx';

type Props = { route: 'im' | 'sc'; site: InjectionSite | undefined; pick: (site: InjectionSite) => void };

/** Where each site lies on a figure that is seen from the front: its patient’s right is at the left. Places, no anatomy. */
const places: Readonly<Record<InjectionSite, readonly [number, number]>> = {
  'deltoid-right': [27, 52],
  'deltoid-left': [73, 52],
  'upper-arm-right': [22, 68],
  'upper-arm-left': [78, 68],
  'abdomen-right': [42, 92],
  'abdomen-left': [58, 92],
  'ventrogluteal-right': [36, 112],
  'ventrogluteal-left': [64, 112],
  'vastus-lateralis-right': [36, 144],
  'vastus-lateralis-left': [64, 144],
  'thigh-right': [40, 140],
  'thigh-left': [60, 140],
};

/** Left and right as the patient has them, with the figure between: the two are mixed up most easily. */
export function SiteChoice({ route, site, pick }: Props) {
  const sites: readonly InjectionSite[] = injectionSites[route];
  const column = (side: 'left' | 'right') => (
    <div className="site-column">
      <p className="strong">{t(side === 'left' ? 'dose.siteLeft' : 'dose.siteRight')}</p>
      {sites
        .filter((of) => of.endsWith(`-${side}`))
        .map((of) => (
          <Choice key={of} isOn={site === of} word={t(`dose.site.${of}`)} pick={() => pick(of)} />
        ))}
    </div>
  );
  return (
    <fieldset className="choice-line">
      <legend className="label">{t('dose.site')}</legend>
      <div className="site">
        {column('right')}
        <svg viewBox="0 0 100 200" className="site-figure" aria-hidden>
          <circle cx={50} cy={20} r={13} />
          <path d="M38 38H62L76 46L82 96H74L68 62V104L64 188H53L50 122L47 188H36L32 104V62L26 96H18L24 46Z" />
          {sites.map((of) => (
            <circle
              key={of}
              cx={places[of][0]}
              cy={places[of][1]}
              r={of === site ? 7 : 3.5}
              className={of === site ? 'site-on' : 'site-off'}
            />
          ))}
        </svg>
        {column('left')}
      </div>
    </fieldset>
  );
}
