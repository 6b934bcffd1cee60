/**
 * How well a statement about kernel streaming is founded.
 *
 * - `D` documented by Microsoft
 * - `H` read off the official header text (ks.h, ksmedia.h, wdm.h)
 * - `S` practice of a Microsoft sample driver
 * - `R` behaviour of ReactOS's re-implementation; not proof of Windows behaviour
 * - `I` inferred from the above
 * - `?` not found; unknown
 */
export type Evidence = 'D' | 'H' | 'S' | 'R' | 'I' | '?';

/** Where a statement can be read: a short name and, where it is public, its address. */
export interface Source {
  /** Short name as cited in texts, such as `KS_FRAMING_ITEM (ks.h)` or `ks.h line 1780`. */
  readonly name: string;
  /** Address of the public page, if there is one. */
  readonly link?: string;
}

const driverDocs = 'https://learn.microsoft.com/windows-hardware/drivers';

/** The C name in the name of a reference page, without the kind of page and the marks of C tags. */
const cName = (page: string): string => page.replace(/^n[a-z]-[a-z]+-(?:tag|_)*/, '').replace(/_$/, '').toUpperCase();

/** A reference page of ks.h, named as the site names it: `ns-ks-ks_framing_item`, `ns-ks-_kspin_dispatch` (the site keeps the underscore of the C tag). */
export const ksPage = (page: string): Source => ({ name: `${cName(page)} (ks.h)`, link: `${driverDocs}/ddi/ks/${page}` });

/** A reference page of another header: `ksmedia/ns-ksmedia-…`, `wdm/…`. */
export const ddiPage = (page: string): Source => {
  const [header = '', file = ''] = page.split('/');
  return { name: `${cName(file)} (${header}.h)`, link: `${driverDocs}/ddi/${page}` };
};

/** A topic of the streaming section of the driver documentation, such as `avstream-allocators`. */
export const streamTopic = (topic: string): Source => ({ name: topic, link: `${driverDocs}/stream/${topic}` });

/** Lines of the official ks.h as published in microsoft/win32metadata. */
export const headerLines = (lines: string): Source => ({ name: `ks.h:${lines}` });

/** The page of KSDATARANGE; the current reference has only KSDATAFORMAT, which is the same C type. */
export const dataRangePage: Source = { name: 'KSDATARANGE (ks.h)', link: 'https://learn.microsoft.com/previous-versions/ff561658(v=vs.85)' };
