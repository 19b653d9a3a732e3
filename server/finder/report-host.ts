/** At which host the signed reports and the key of a center lie: its website's, or one that an editor has checked. */
export type ReportSite = {
  website: string | null;
  reportHost: string | null;
  reportHostSite: string | null;
};

/** The host of a web address, as browsers read it. */
export const hostOf = (link: string | null): string | null =>
  link === null || !URL.canParse(link) ? null : new URL(link).hostname;

/** What an editor found holds for the website that was looked at: when that is another one now, it has to be looked at again. */
export const holdsStill = ({ website, reportHost, reportHostSite }: ReportSite): boolean =>
  reportHost !== null && hostOf(website) === reportHostSite;

/** The one host that is asked for keys and reports, and that a signature has to name. */
export const reportDomainOf = (center: ReportSite): string | null =>
  holdsStill(center) ? center.reportHost : hostOf(center.website);
