import { type FieldName, type Instance, instanceIn, isStated, wordOf } from '../../document/index';
import { type Simulation, SimulationOptions } from '../../ks/index';
import type { DecidingPlace } from './cell';

/**
 * Choices that Windows leaves undocumented. Each is named wherever it decides something, so that no result looks more certain than it is.
 */
export interface NegotiationOptions {
  /**
   * Frame size out of those that all pins allow, in bytes: the least that holds a frame of the connected format, the least of all, or the greatest. Never below the format's.
   * How the graph manager chooses is not documented.
   */
  readonly frameSize: 'format' | 'least' | 'greatest';
  /** Number of frames out of the demands: the least that is not 0, the greatest, or that of the pin whose allocator is used. */
  readonly frames: 'leastNonZero' | 'greatest' | 'allocatorPin';
  /** Whether the size of a compressed or expanded frame is rounded up or down. */
  readonly compressionRounding: 'up' | 'down';
  /** Whether all items of a framing count as alternatives, or only the first: no sample has more than one, and whether further ones are looked at is not documented. */
  readonly alternatives: 'all' | 'first';
  /** Where demands are declared as preferences only and cannot be met: they yield, or they bind as any demand. */
  readonly preferences: 'yield' | 'bind';
  /** Allocator that is simulated where a vendor allocator and the default one are both eligible. */
  readonly preferredAllocator: 'vendor' | 'default';
  /** Pin that the default allocator is created on: the sink of a KS 1.0 segment and the source of any other, always the source, or always the sink. */
  readonly defaultAllocatorPin: 'byKind' | 'source' | 'sink';
  /** Pool of the create request where the memory type does not say which. */
  readonly unspecifiedPool: 'nonPagedPool' | 'pagedPool';
}

/** Name of an option. */
export type OptionName = keyof NegotiationOptions;

/** What holds when nothing else is said. */
export const defaultOptions: NegotiationOptions = {
  frameSize: 'format', frames: 'leastNonZero', compressionRounding: 'up', alternatives: 'all', preferences: 'yield', preferredAllocator: 'vendor', defaultAllocatorPin: 'byKind', unspecifiedPool: 'nonPagedPool',
};

/** What each option is called in a document and on a command line: a field of SimulationOptions. */
export const optionFields: Readonly<Record<OptionName, FieldName<typeof SimulationOptions>>> = {
  frameSize: 'NegotiatedFrameSize', frames: 'NegotiatedFrames', compressionRounding: 'CompressionRounding', alternatives: 'FramingAlternatives', preferences: 'UnmetPreferences',
  preferredAllocator: 'PreferredAllocator', defaultAllocatorPin: 'DefaultAllocatorPin', unspecifiedPool: 'UnspecifiedPool',
};

/** Names of all options, in the order in which they are listed. */
export const optionNames = Object.keys(optionFields) as readonly OptionName[];

/** The words that an option takes, as documents write them. */
export function optionWords(name: OptionName): readonly string[] {
  const { type } = SimulationOptions.fields[optionFields[name]];
  return type.kind === 'word' ? type.words.map(({ word }) => word) : [];
}

const first = (text: string, change: 'toUpperCase' | 'toLowerCase'): string => `${text.charAt(0)[change]()}${text.slice(1)}`;

/** The value of an option as documents write it: `LeastNonZero`. */
export const optionWord = (options: NegotiationOptions, name: OptionName): string => first(options[name], 'toUpperCase');

/** The options with one of them changed; nothing when the word is none of its words. */
export function withOption(options: NegotiationOptions, name: OptionName, word: string): NegotiationOptions | undefined {
  return optionWords(name).includes(word) ? { ...options, [name]: first(word, 'toLowerCase') } : undefined;
}

/** The options that a simulation states, over those given; what it leaves out, or states wrongly, stays. */
export function optionsOf(simulation: Instance<typeof Simulation> | undefined, base: NegotiationOptions = defaultOptions): NegotiationOptions {
  const stated = simulation && instanceIn(simulation, 'Options', SimulationOptions);
  if (!stated) return base;
  return optionNames.reduce((options, name) => {
    const field = optionFields[name];
    const word = isStated(stated, field) ? wordOf(stated, field) : undefined;
    return (word === undefined ? undefined : withOption(options, name, word)) ?? options;
  }, base);
}

/** Where a simulation states an option; nothing where it does not. */
export function optionPlace(simulation: Instance<typeof Simulation> | undefined, name: OptionName): DecidingPlace | undefined {
  const stated = simulation && instanceIn(simulation, 'Options', SimulationOptions);
  return stated && isStated(stated, optionFields[name]) ? [stated, optionFields[name]] : undefined;
}
