import { type Instance, type Model, type PinView, bound, frameBytesOf, instanceIn, isStated, numberOf, textOf } from '../../document/index';
import { type Simulation, SimulationConnection, type SimulationPin, SimulationSource } from '../../ks/index';
import { connectedRange, formatOf } from '../compile/connected-format';
import type { DecidingPlace } from './cell';

/** The format of a connection, as far as the document states it. */
export interface ConnectedFormat {
  /** The data range that is connected; nothing when it is not known which. */
  readonly range: Instance | undefined;
  /** Bytes of one frame, with the place that says so; nothing when unknown. Of compressed video the greatest frame. */
  readonly frameBytes: { readonly value: number; readonly from: DecidingPlace } | undefined;
  /** Whether every frame has that size: uncompressed video, fixed-size samples, or a size that the connection states. */
  readonly isFixedSize: boolean;
  /** The connection itself states the size of its frames. */
  readonly isSizeStated: boolean;
}

/** What is known of a range's frames, unless `stated` says it outright. */
function withRange(range: Instance | undefined, stated: ConnectedFormat['frameBytes'], isSizeStated: boolean): ConnectedFormat {
  const format = range && formatOf(range);
  const fixed = range && frameBytesOf(range);
  const frameBytes = stated ?? (format?.frameBytes === undefined ? undefined : { value: fixed ?? format.frameBytes.value, from: format.frameBytes.node });
  return { range, frameBytes, isFixedSize: stated !== undefined || fixed !== undefined, isSizeStated };
}

const unknownFormat: ConnectedFormat = { range: undefined, frameBytes: undefined, isFixedSize: false, isSizeStated: false };

/** The format of a stated connection: the range that it names, or the only one that its pin offers. */
export function formatOfConnection(model: Model, connection: Instance<typeof SimulationConnection>, pins: readonly (PinView | undefined)[]): ConnectedFormat {
  if (bound(connection, 'FrameSize').state === 'invalid') return unknownFormat;
  const bytes = numberOf(connection, 'FrameSize');
  const stated = bytes === undefined || bytes === 0 ? undefined : { value: bytes, from: [connection, 'FrameSize'] as const };
  const name = textOf(connection, 'DataRange');
  if (name !== undefined) return withRange(model.tables.get('DataRanges')?.get(name), stated, stated !== undefined);
  if (isStated(connection, 'DataRange')) return withRange(undefined, stated, stated !== undefined);
  const offered = pins.filter((pin) => pin !== undefined).map((pin) => pin.dataRanges).find((ranges) => ranges.length === 1);
  return withRange(offered?.[0], stated, stated !== undefined);
}

/** The format of the connection that a simulation without a list of connections implies, or one of its pins. */
export function formatOfSimulation(model: Model, stated: Instance<typeof Simulation> | Instance<typeof SimulationPin>, pin: PinView): ConnectedFormat {
  const simulation = stated as Instance<typeof SimulationPin>;
  const source = instanceIn(simulation, 'Source', SimulationSource);
  if (source && bound(source, 'FrameSize').state === 'invalid') return unknownFormat;
  const bytes = source && isStated(source, 'FrameSize') ? numberOf(source, 'FrameSize') : undefined;
  return withRange(connectedRange(model, pin, textOf(simulation, 'DataRange')), bytes === undefined || bytes === 0 ? undefined : { value: bytes, from: [source!, 'FrameSize'] }, false);
}

/** The format of a connection that nothing states: the pin's first data range. */
export const formatOfPin = (model: Model, pin: PinView): ConnectedFormat => withRange(connectedRange(model, pin, undefined), undefined, false);
