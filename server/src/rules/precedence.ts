/**
 * Which of two findings stands for one mistake. In each chain the rules of an earlier tier silence those of every later tier
 * about the same value or pin; codes of families that are not checked yet stand here already.
 */
export const precedence: readonly (readonly (readonly string[])[])[] = [
  [['FRM-01'], ['FRM-02']],
  [['FRM-25'], ['FRM-26', 'FRM-32']],
  [['FRM-28'], ['FRM-27']],
  [['FRM-30'], ['FRM-31']],
  [['FRM-22'], ['FRM-17']],
  [['FRM-19', 'FRM-20'], ['FRM-15'], ['FRM-16']],
  [['FRM-33', 'FRM-34'], ['FRM-05']],
  [['RNG-01'], ['RNG-02', 'RNG-04', 'RNG-05', 'RNG-06', 'RNG-07']],
  [['RNG-02'], ['RNG-05']],
  [['RNG-06'], ['RNG-07']],
  [['RNG-08'], ['RNG-07', 'RNG-11']],
  [['RNG-11'], ['DRG-08'], ['RNG-12'], ['FRM-38', 'RNG-17']],
  [['PIN-30'], ['PIN-29'], ['PIN-28']],
  [['PIN-47'], ['PIN-29']],
  [['PIN-36', 'PIN-37'], ['DSP-06'], ['PIN-20'], ['PIN-42']],
  [['PIN-36'], ['PIN-14']],
  [['PIN-13'], ['CBF-01']],
  [['PIN-18'], ['DSP-01'], ['FLT-19', 'PIN-24']],
  [['FLT-04'], ['FLT-05', 'FLT-06']],
  [['CBF-02', 'DMA-09'], ['CBF-12']],
  [['NEG-01'], ['MEM-12']],
  [['NEG-04'], ['DSP-04']],
  [['NEG-10'], ['PIN-42']],
  [['NEG-11'], ['PIN-43']],
  [['NEG-13'], ['RNG-18']],
  [['NEG-14'], ['RNG-15']],
  [['NEG-16'], ['ALC-12']],
  [['NEG-17'], ['FRM-41']],
  [['ALC-06'], ['CBF-09']],
  [['ALC-11'], ['CBF-05']],
  [['SPT-11'], ['SPT-10']],
  [['SPT-17'], ['DMA-08']],
  [['DMA-07'], ['HDR-05']],
];

/** Chains of our own, in the same form: where both rules hold, the reader has made one mistake, and the first names it. */
export const furtherPrecedence: readonly (readonly (readonly string[])[])[] = [
  // Of memory that is wrong already nobody has to hear that it has no peer.
  [['MEM-03'], ['MEM-12']],
  // A pin that nobody can open has no second instance either.
  [['PIN-28'], ['PIN-07']],
  // Instances that the filter waits for are the worst of what a pin without instances states.
  [['PIN-47'], ['PIN-36']],
  // The right way up, the ratio makes frames smaller.
  [['CMP-09'], ['CMP-06']],
  // Hardware that cannot take the image agrees with no one who can.
  [['RNG-11'], ['NEG-02']],
  // A pin that cannot be connected at all, or not to user mode, has more to mend than an allocator that user mode does not call; so has one that no circuit serves.
  [['PIN-38'], ['PIN-36'], ['DSP-04']],
  [['DSP-06', 'NEG-11'], ['DSP-04']],
  // Memory that a kernel allocator cannot serve is why it is rejected.
  [['MEM-03'], ['NEG-04']],
  // An allocator that is named where it cannot be is rejected there, of course.
  [['NEG-16'], ['NEG-04']],
];

/** For each code that can be silenced: the codes that silence it. */
const strongerThan: ReadonlyMap<string, ReadonlySet<string>> = (() => {
  const stronger = new Map<string, Set<string>>();
  for (const chain of [...precedence, ...furtherPrecedence]) {
    const above: string[] = [];
    for (const tier of chain) {
      for (const code of tier) {
        const known = stronger.get(code) ?? new Set<string>();
        for (const other of above) known.add(other);
        if (known.size > 0) stronger.set(code, known);
      }
      above.push(...tier);
    }
  }
  return stronger;
})();

/** Codes that silence others: only their findings need to be remembered. */
const silencers: ReadonlySet<string> = new Set([...strongerThan.values()].flatMap((codes) => [...codes]));

/** Drops each finding for which a stronger one about the same value stands. `about` names the values, as any keys. Linear in the findings. */
export function withoutSilenced<F extends { readonly code: string; readonly about: readonly string[] }>(findings: readonly F[]): readonly F[] {
  const present = new Map<string, Set<string>>();
  for (const { code, about } of findings) {
    if (!silencers.has(code)) continue;
    for (const value of about) {
      const codes = present.get(value);
      if (codes) codes.add(code);
      else present.set(value, new Set([code]));
    }
  }
  if (present.size === 0) return findings;
  return findings.filter(({ code, about }) => {
    const stronger = strongerThan.get(code);
    if (!stronger) return true;
    return !about.some((value) => {
      const codes = present.get(value);
      if (!codes) return false;
      for (const other of codes) if (stronger.has(other)) return true;
      return false;
    });
  });
}
