/** Widths of the printable ASCII characters in thousandths of the font size, from space to tilde; those of Helvetica, which Arial shares and most interface fonts come near. */
const widths: readonly number[] = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
  1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
  333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
/** Some fonts are wider: what is thought to fit should fit there too. */
const margin = 1.1;

/** About how wide a text is in CSS pixels in a common font without serifs of `size` CSS pixels. */
export function approximateWidth(text: string, size: number, weight: 'normal' | 'bold'): number {
  let total = 0;
  for (const character of text) {
    const point = character.codePointAt(0)!;
    // East Asian characters are as wide as they are high.
    total += widths[point - 32] ?? (point >= 0x1100 ? 1000 : 600);
  }
  return (total / 1000) * size * margin * (weight === 'bold' ? 1.07 : 1);
}
