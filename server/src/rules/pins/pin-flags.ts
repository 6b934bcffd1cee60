import type { PinView } from '../../document/index';
import { constantSetNamed } from '../../ks/index';

/** The flags of a pin that stand for one bit each; KSPIN_FLAG_RENDERER stands for two. */
const singleFlags = constantSetNamed('KSPIN_FLAG')?.constants.filter(({ value }) => (value & (value - 1)) === 0) ?? [];

/** True when a pin is known to have all of these bits. */
export const hasAll = ({ flags }: PinView, bits: number): boolean => flags !== undefined && ((flags & bits) >>> 0) === bits >>> 0;

/** Which of these bits a pin has; none when its flags are unknown. */
export const bitsOf = ({ flags = 0 }: PinView, bits: number): number => (flags & bits) >>> 0;

/** Names of the flags in a mask, for a text. */
export const flagNames = (mask: number): string => singleFlags.filter(({ value }) => (value & mask) !== 0).map(({ name }) => name).join(', ');
