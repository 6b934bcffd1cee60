import { ddiPage } from '../evidence';
import { defineStructure } from '../structure';
import { bytes, embedded, extent, long, place, ulong } from './common';

const videoPage = ddiPage('ksmedia/ns-ksmedia-tagks_videoinfoheader');
const bitmapPage = ddiPage('ksmedia/ns-ksmedia-tagks_bitmapinfoheader');
const ushort = { kind: 'integer', type: 'USHORT' } as const;

/** A rectangle in pixels. */
export const RECT = defineStructure({
  name: 'RECT',
  origin: 'ks',
  summary: 'A rectangle in pixels; right and bottom lie outside it.',
  evidence: ['D'],
  source: { name: 'RECT (windef.h)', link: 'https://learn.microsoft.com/windows/win32/api/windef/ns-windef-rect' },
  size: extent(16, 4),
  fields: {
    left: { type: long, cType: 'LONG', ...place(0, 4), presence: 'optional', evidence: ['D'], summary: 'Left edge.' },
    top: { type: long, cType: 'LONG', ...place(4, 4), presence: 'optional', evidence: ['D'], summary: 'Top edge.' },
    right: { type: long, cType: 'LONG', ...place(8, 4), presence: 'optional', evidence: ['D'], summary: 'Right edge, not included.' },
    bottom: { type: long, cType: 'LONG', ...place(12, 4), presence: 'optional', evidence: ['D'], summary: 'Bottom edge, not included.' },
  },
});

/** Width and height in pixels. */
export const SIZE = defineStructure({
  name: 'SIZE',
  origin: 'ks',
  summary: 'Width and height in pixels.',
  evidence: ['D'],
  source: { name: 'SIZE (windef.h)', link: 'https://learn.microsoft.com/windows/win32/api/windef/ns-windef-size' },
  size: extent(8, 4),
  fields: {
    cx: { type: long, cType: 'LONG', ...place(0, 4), presence: 'required', evidence: ['D'], summary: 'Width.' },
    cy: { type: long, cType: 'LONG', ...place(4, 4), presence: 'required', evidence: ['D'], summary: 'Height.' },
  },
});

/** Size and colour format of an image. */
export const KS_BITMAPINFOHEADER = defineStructure({
  name: 'KS_BITMAPINFOHEADER',
  origin: 'ks',
  header: 'ksmedia.h',
  summary: 'Size and colour format of an image; the same as the BITMAPINFOHEADER of GDI.',
  evidence: ['D', 'H'],
  source: bitmapPage,
  size: extent(40, 4),
  fields: {
    biSize: {
      type: bytes, cType: 'DWORD', ...place(0, 4), presence: 'derived', counts: 'KS_BITMAPINFOHEADER', evidence: ['D'], source: bitmapPage,
      summary: 'Size of this structure in bytes: 40, or more when colour tables follow.',
    },
    biWidth: {
      type: long, cType: 'LONG', ...place(4, 4), presence: 'optional', evidence: ['D'], source: bitmapPage,
      summary: 'Width of the image in pixels.',
    },
    biHeight: {
      type: long, cType: 'LONG', ...place(8, 4), presence: 'optional', evidence: ['D'], source: bitmapPage,
      summary: 'Height of the image in lines. Negative for an RGB image whose first line is the top one.',
    },
    biPlanes: {
      type: ushort, cType: 'WORD', ...place(12, 2), presence: 'optional', evidence: ['D'], source: bitmapPage,
      summary: 'Number of planes: always 1, also for planar formats such as NV12.',
    },
    biBitCount: {
      type: ushort, cType: 'WORD', ...place(14, 2), presence: 'optional', evidence: ['D'], source: bitmapPage,
      summary: 'Bits of one pixel: 24 for RGB24, 16 for YUY2, 12 for NV12.',
    },
    biCompression: {
      type: { kind: 'integer', type: 'ULONG', set: 'KS_BI', display: 'hex' }, cType: 'DWORD', ...place(16, 4), presence: 'optional', evidence: ['D', 'H'], source: bitmapPage,
      summary: 'KS_BI_RGB, KS_BI_BITFIELDS, …, or the four-character code of the format (0x3231564E is NV12).',
    },
    biSizeImage: {
      type: bytes, cType: 'DWORD', ...place(20, 4), presence: 'optional', evidence: ['D', 'S'], source: bitmapPage,
      summary: 'Size of an image in bytes. Documented as needed only with compression.',
      remarks: 'Microsoft samples take the frame size of their framing from this field: give it for every format.',
    },
    biXPelsPerMeter: { type: long, cType: 'LONG', ...place(24, 4), presence: 'optional', evidence: ['D'], source: bitmapPage, summary: 'Horizontal resolution in pixels a metre; 0 when it is of no interest.' },
    biYPelsPerMeter: { type: long, cType: 'LONG', ...place(28, 4), presence: 'optional', evidence: ['D'], source: bitmapPage, summary: 'Vertical resolution in pixels a metre; 0 when it is of no interest.' },
    biClrUsed: { type: ulong, cType: 'DWORD', ...place(32, 4), presence: 'optional', evidence: ['D'], source: bitmapPage, summary: 'Number of colours used; 0 without a palette.' },
    biClrImportant: { type: ulong, cType: 'DWORD', ...place(36, 4), presence: 'optional', evidence: ['D'], source: bitmapPage, summary: 'Number of important colours; 0 without a palette.' },
  },
});

/** A video format. */
export const KS_VIDEOINFOHEADER = defineStructure({
  name: 'KS_VIDEOINFOHEADER',
  origin: 'ks',
  header: 'ksmedia.h',
  summary: 'A video format: image, frame rate and data rate. Goes with KSDATAFORMAT_SPECIFIER_VIDEOINFO.',
  evidence: ['D', 'H'],
  source: videoPage,
  size: extent(88, 8),
  fields: {
    rcSource: {
      type: embedded('RECT'), cType: 'RECT', ...place(0, 16), presence: 'optional', evidence: ['D', 'H'], source: videoPage,
      summary: 'Part of the active video signal to use; empty (all zero) for all of it.',
      remarks: 'A sink that cannot extract a part has to refuse a rectangle that is not empty.',
    },
    rcTarget: {
      type: embedded('RECT'), cType: 'RECT', ...place(16, 16), presence: 'optional', evidence: ['D', 'H'], source: videoPage,
      summary: 'Where in the buffer the image goes; empty (all zero) for the whole buffer.',
    },
    dwBitRate: { type: ulong, cType: 'DWORD', ...place(32, 4), presence: 'optional', evidence: ['D'], source: videoPage, summary: 'Approximate data rate in bits a second.' },
    dwBitErrorRate: { type: ulong, cType: 'DWORD', ...place(36, 4), presence: 'optional', evidence: ['D'], source: videoPage, summary: 'Error rate in bit errors a second.' },
    AvgTimePerFrame: {
      type: { kind: 'integer', type: 'LONGLONG' }, cType: 'REFERENCE_TIME', ...place(40, 8), presence: 'optional', evidence: ['D'], source: videoPage,
      summary: 'Average time of a frame in units of 100 ns: 333667 is 29.97 frames a second.',
    },
    bmiHeader: {
      type: embedded('KS_BITMAPINFOHEADER'), cType: 'KS_BITMAPINFOHEADER', ...place(48, 40), presence: 'optional', evidence: ['D', 'H'], source: videoPage,
      summary: 'Size and colour format of the image.',
    },
  },
});
