/** Words of the picture itself; everything in a trace is named by the texts that come with it. */
export const pictureTexts = {
  'time.frame': '{count} frame',
  'time.frames': '{count} frames',
  'stage.visible': '{time} shown',
  'stage.greatest': 'max {value}',
  'stage.limit': 'limit {value}',
  'stage.mark.a': 'A',
  'stage.mark.b': 'B',
  'stage.between': '{time}, {frequency}',
  'stage.rows': '{count} rows',
  'stage.findings': 'findings',
  'flow.tooMany': 'Too many frames in sight for arrows: zoom in',
  'stage.unrecorded': 'not recorded from here on',

  'svg.title': 'Timeline of “{scenario}”',
  'svg.description': '{rows} rows and {counters} counters over {duration}. {identity}',
  'svg.identity': '{scenario} · seed {seed} · fingerprint {fingerprint} · {statement}',
} as const;

/** What a text is filled with. */
export type TextArguments = Readonly<Record<string, string | number>>;

/** The text of a key with its arguments filled in. */
export function text(key: keyof typeof pictureTexts, values?: TextArguments): string {
  return fill(pictureTexts[key], values);
}

/** Fills `{name}` from the arguments; what has no argument stays. */
export function fill(template: string, values: TextArguments = {}): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => name in values ? String(values[name]) : whole);
}
