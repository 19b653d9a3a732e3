import { Link, type LinkProps } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { t } from '#web/platform/text.ts';
import { BackIcon } from './icons.ts';

type Props = {
  title: string;
  intro?: ReactNode;
  actions?: ReactNode;
  back?: { to: LinkProps['to']; label: string };
  narrow?: boolean;
  children: ReactNode;
};

/** One page inside the frame: its heading takes the focus when it opens, so that a screen reader starts there. */
export function Page({ title, intro, actions, back, narrow = false, children }: Props) {
  const heading = useHeading(title);
  return (
    <div className={narrow ? 'page page-narrow' : 'page'}>
      {back && (
        <Link className="back" to={back.to ?? '/'}>
          <BackIcon size={20} aria-hidden />
          {back.label}
        </Link>
      )}
      <div className="row apart page-head">
        <div className="stack g1">
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {intro && <div className="quiet page-intro">{intro}</div>}
        </div>
        {actions && <div className="row g1 no-print">{actions}</div>}
      </div>
      {children}
    </div>
  );
}

/** Names the window and moves the focus to the page's heading once, when the page opens. */
export function useHeading(title: string) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = t('app.windowTitle', { page: title });
  }, [title]);
  useEffect(() => {
    const typing = document.activeElement;
    if (typing instanceof HTMLInputElement || typing instanceof HTMLTextAreaElement) return;
    heading.current?.focus({ preventScroll: true });
  }, []);
  return heading;
}
