/** Bounds of the width of a whole run's picture, CSS pixels. */
export const svgWidths = { least: 400, usual: 1600, most: 20_000 } as const;
