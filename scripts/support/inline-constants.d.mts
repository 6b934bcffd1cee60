import type { Plugin } from 'esbuild';

/** Lets a bundle hold numbers where the sources of the simulator name members of constant objects. */
export const inlineConstants: Plugin;
/** The source with its constant objects of numbers written as enumerations, line for line. */
export function asEnumerations(source: string): string;
