import { type Instance, type Model, type PinView, instanceIn, nodeOf, numberOf } from '../../document/index';
import { KSDATARANGE, KSDATARANGE_AUDIO, KS_BITMAPINFOHEADER, KS_DATARANGE_VIDEO, KS_VIDEOINFOHEADER } from '../../ks/index';

/** What a data range says about the frames of a connection. Nothing where it does not. */
export interface ConnectedFormat {
  readonly range: Instance;
  /** biSizeImage or SampleSize in bytes, with the value's node. */
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

/** Reads frame size and period off a data range; zero counts as not stated. */
export function formatOf(range: Instance): ConnectedFormat {
  const nothing = { range, frameBytes: undefined, period: undefined };
  const video = range.structure.name === KS_DATARANGE_VIDEO.name ? (range as Instance<typeof KS_DATARANGE_VIDEO>) : undefined;
  if (video) {
    const info = instanceIn(video, 'VideoInfoHeader', KS_VIDEOINFOHEADER);
    const bitmap = info && instanceIn(info, 'bmiHeader', KS_BITMAPINFOHEADER);
    const size = bitmap && numberOf(bitmap, 'biSizeImage');
    const time = info && numberOf(info, 'AvgTimePerFrame');
    return {
      range,
      frameBytes: bitmap && size !== undefined && size > 0 ? { value: size, node: nodeOf(bitmap, 'biSizeImage') } : sampleSize(instanceIn(video, 'DataRange', KSDATARANGE)),
      period: info && time !== undefined && time > 0 ? { value: time * 100, node: nodeOf(info, 'AvgTimePerFrame') } : undefined,
    };
  }
  if (range.structure.name === KSDATARANGE_AUDIO.name) return { ...nothing, frameBytes: sampleSize(instanceIn(range as Instance<typeof KSDATARANGE_AUDIO>, 'DataRange', KSDATARANGE)) };
  return { ...nothing, frameBytes: sampleSize(range as Instance<typeof KSDATARANGE>) };
}

function sampleSize(range: Instance<typeof KSDATARANGE> | undefined): ConnectedFormat['frameBytes'] {
  const size = range && numberOf(range, 'SampleSize');
  return range && size !== undefined && size > 0 ? { value: size, node: nodeOf(range, 'SampleSize') } : undefined;
}
