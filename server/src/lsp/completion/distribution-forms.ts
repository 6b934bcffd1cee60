/** A form in which a value that varies can be written: its property and the snippet of its value. */
export interface DistributionForm {
  readonly name: string;
  readonly value: string;
  /** What it is, in a sentence. */
  readonly detail: string;
}

/** The forms of a distribution, of durations or of counts, most used first. */
export const distributionForms = (counts: boolean): readonly DistributionForm[] => (counts ? countForms : durationForms);

const durationForms: readonly DistributionForm[] = [
  { name: 'Uniform', value: '["${1:1 ms}", "${2:2 ms}"]', detail: 'Every value between two, equally likely.' },
  { name: 'Triangular', value: '["${1:1 ms}", "${2:2 ms}", "${3:5 ms}"]', detail: 'Least, most often, greatest.' },
  { name: 'Table', value: '[["${1:1 ms}", ${2:90}], ["${3:10 ms}", ${4:10}]]', detail: 'Values with their weights.' },
  { name: 'Histogram', value: '[["${1:0 us}", "${2:100 us}", ${3:90}], ["${2:100 us}", "${4:1 ms}", ${5:10}]]', detail: 'Bins as a tool measured them: lower bound, upper bound, count.' },
  { name: 'Samples', value: '["${1:1 ms}", "${2:2 ms}"]', detail: 'Values as they were measured.' },
];

const countForms: readonly DistributionForm[] = [
  { name: 'Uniform', value: '[${1:1}, ${2:2}]', detail: 'Every value between two, equally likely.' },
  { name: 'Triangular', value: '[${1:1}, ${2:2}, ${3:5}]', detail: 'Least, most often, greatest.' },
  { name: 'Table', value: '[[${1:1}, ${2:90}], [${3:16}, ${4:10}]]', detail: 'Values with their weights.' },
  { name: 'Histogram', value: '[[${1:1}, ${2:4}, ${3:90}], [${4:5}, ${5:16}, ${6:10}]]', detail: 'Bins as a tool measured them: lower bound, upper bound, count.' },
  { name: 'Samples', value: '[${1:1}, ${2:2}]', detail: 'Values as they were measured.' },
];
