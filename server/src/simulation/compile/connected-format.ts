import { type FieldName, type Instance, type Model, type PinView, frameBytesOf, instanceIn, isAudio, isInstanceOf, nodeOf, numberOf } from '../../document/index';
import { type Structure, KSDATAFORMAT, KSDATARANGE, KS_BITMAPINFOHEADER, KS_DATARANGE_VIDEO, KS_VIDEOINFOHEADER } from '../../ks/index';

/** What a data range says about the frames of a connection. Nothing where it does not. */
export interface ConnectedFormat {
  readonly range: Instance;
  /** biSizeImage, else SampleSize, else what an uncompressed image of the width and height takes, in bytes, with the node that says so. */
  readonly frameBytes: { readonly value: number; readonly node: number } | undefined;
  /** AvgTimePerFrame in ns, with the value's node. */
  readonly period: { readonly value: number; readonly node: number } | undefined;
}

/** The data range that a simulation connects: the one it names, else the pin's first. */
export function connectedRange(model: Model, pin: PinView, name: string | undefined): Instance | undefined {
  if (name === undefined) return pin.dataRanges[0];
  const range = model.tables.get('DataRanges')?.get(name);
  return range && pin.dataRanges.includes(range) ? range : undefined;
}

/** Reads frame size and period off a data range; zero counts as not stated. Audio states no size: its frames hold any number of samples. */
export function formatOf(range: Instance): ConnectedFormat {
  if (isInstanceOf(range, KS_DATARANGE_VIDEO)) {
    const info = instanceIn(range, 'VideoInfoHeader', KS_VIDEOINFOHEADER);
    const bitmap = info && instanceIn(info, 'bmiHeader', KS_BITMAPINFOHEADER);
    const header = instanceIn(range, 'DataRange', KSDATAFORMAT);
    const computed = bitmap && frameBytesOf(range);
    return {
      range,
      frameBytes: (bitmap && stated(bitmap, 'biSizeImage')) ?? (header && stated(header, 'SampleSize')) ?? (computed === undefined ? undefined : { value: computed, node: bitmap!.node }),
      period: info && hundredNanoseconds(stated(info, 'AvgTimePerFrame')),
    };
  }
  return { range, frameBytes: isInstanceOf(range, KSDATARANGE) && isAudio(range) !== true ? stated(range, 'SampleSize') : undefined, period: undefined };
}

/** A number above 0 with its node. */
function stated<S extends Structure>(instance: Instance<S>, field: FieldName<S>): ConnectedFormat['frameBytes'] {
  const value = numberOf(instance, field);
  return value === undefined || value <= 0 ? undefined : { value, node: nodeOf(instance, field) };
}

const hundredNanoseconds = (time: ConnectedFormat['period']): ConnectedFormat['period'] => time && { ...time, value: time.value * 100 };
