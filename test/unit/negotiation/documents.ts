import { readModel } from '../../../server/src/document/index';
import { type Negotiation, type NegotiationOptions, negotiationsOfSimulation } from '../../../server/src/simulation/negotiation/index';
import { simulationsOf } from '../../../server/src/simulation/index';

/** A framing item: what is left out is what most drivers write. */
export interface ItemText {
  readonly memory?: string;
  readonly bus?: string;
  readonly flags?: readonly string[];
  readonly frames?: number;
  readonly alignment?: number;
  readonly range?: readonly [min: number, max: number, step: number];
  readonly physical?: readonly [min: number, max: number, step: number];
}

const rangeText = ([min, max, step]: readonly [number, number, number]): string => `{ "MinFrameSize": ${min}, "MaxFrameSize": ${max}, "Stepping": ${step} }`;

/** A framing of some items, as text. */
export const framing = (...items: readonly ItemText[]): string => `{ "FramingItem": [${items.map(({ memory = 'KSMEMORY_TYPE_KERNEL_NONPAGED', bus, flags = ['KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY'], frames = 4, alignment = 3, range = [4096, 65_536, 1], physical }) =>
  `{ "MemoryType": "${memory}", ${bus === undefined ? '' : `"BusType": "${bus}", `}"Flags": ${JSON.stringify(flags)}, "Frames": ${frames}, "FileAlignment": ${alignment}, ${physical ? `"PhysicalRange": ${rangeText(physical)}, ` : ''}"FramingRange": { "Range": ${rangeText(range)} } }`).join()}] }`;

const standard = '"Interfaces": [], "Mediums": [], ';

/** A pin, as text; `framing` is the text of its framing, null, or left out. */
export const pin = (label: string, flow: 'IN' | 'OUT', framingText?: string | null, more = ''): string =>
  `{ "Label": "${label}", ${more}"Flags": [], "PinDescriptor": { ${standard}"DataFlow": "KSPIN_DATAFLOW_${flow}", "Communication": "KSPIN_COMMUNICATION_BOTH" }${framingText === undefined ? '' : `, "AllocatorFraming": ${framingText}`} }`;

/** A dispatch table with an allocator, as properties of a pin. */
export const allocator = '"Dispatch": { "Allocator": { "InitializeAllocator": "I", "DeleteAllocator": "D", "Allocate": "A", "Free": "F" } }, ';

/** A filter, as text. */
export const filter = (label: string, pins: readonly string[], more = ''): string => `{ "Label": "${label}", ${more}"PinDescriptors": [${pins.join()}] }`;

/** A document with one simulation of some connections, as text. */
export const documentOf = (filters: readonly string[], connections: readonly string[], more = ''): string =>
  `{ "FormatVersion": 1, ${more}"Filters": [${filters.join()}], "Simulations": [{ "Label": "graph", "Connections": [${connections.join()}] }] }`;

/** The negotiations of the only simulation of a document, one for each configuration. */
export function negotiations(text: string, options?: NegotiationOptions): readonly Negotiation[] {
  const model = readModel(text);
  return negotiationsOfSimulation(model, simulationsOf(model)[0]!, 0, options);
}

/** The negotiation of the only simulation of a document without variants. */
export const negotiation = (text: string, options?: NegotiationOptions): Negotiation => negotiations(text, options)[0]!;

/** A chain through filters that work in place: `source/out → f1/in, f1/out → … → sink/in`, with a framing for each pin in that order. */
export function chain(framings: readonly (string | null | undefined)[], more: { readonly inPlace?: boolean; readonly connection?: string; readonly order?: (connections: readonly string[]) => readonly string[] } = {}): string {
  const middle = (framings.length - 2) / 2;
  const filters = [filter('source', [pin('out', 'OUT', framings[0])])];
  const connections: string[] = [];
  let from = 'source/out';
  for (let index = 0; index < middle; index += 1) {
    filters.push(filter(`f${index}`, [pin('in', 'IN', framings[1 + index * 2]), pin('out', 'OUT', framings[2 + index * 2])], more.inPlace === undefined ? '"InPlace": true, ' : `"InPlace": ${more.inPlace}, `));
    connections.push(`{ "From": "${from}", "To": "f${index}/in"${more.connection ?? ''} }`);
    from = `f${index}/out`;
  }
  filters.push(filter('sink', [pin('in', 'IN', framings.at(-1))]));
  connections.push(`{ "From": "${from}", "To": "sink/in"${more.connection ?? ''} }`);
  return documentOf(filters, more.order ? more.order(connections) : connections);
}
