import { t } from '#web/platform/text.ts';

/** Two mirrored halves of one ring: the left- and the right-handed form of one molecule. */
export function Logo({ size, named = false }: { size: number; named?: boolean }) {
  return (
    <svg
      className="logo"
      width={size}
      height={size}
      viewBox="0 0 32 32"
      {...(named ? { role: 'img' } : { 'aria-hidden': true })}
    >
      <title>{t('app.name')}</title>
      <path className="logo-left" d="M13.9 2.9 4.3 8.5v15l9.6 5.6" />
      <path className="logo-right" d="M18.1 2.9l9.6 5.6v15l-9.6 5.6" />
      <path className="logo-left" d="M10.3 16h2.9M18.8 16h2.9" />
    </svg>
  );
}
