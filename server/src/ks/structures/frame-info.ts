import { ddiPage } from '../evidence';
import { defineStructure } from '../structure';
import { address, bytes, embedded, extent, flags, integerOf, longlong, place, ulong } from './common';

const framePage = ddiPage('ksmedia/ns-ksmedia-tagks_frame_info');

/** Extension of the stream header for video. */
export const KS_FRAME_INFO = defineStructure({
  name: 'KS_FRAME_INFO',
  origin: 'ks',
  header: 'ksmedia.h',
  summary: 'Extension of the stream header for video: 64 bytes on x86, 72 on x64. KSPIN.StreamHeaderSize is the sum of both, 112 or 128.',
  evidence: ['D', 'H'],
  source: framePage,
  size: extent(64, 8, 72, 8),
  fields: {
    ExtendedHeaderSize: { type: bytes, cType: 'ULONG', ...place(0, 4), presence: 'derived', counts: 'KS_FRAME_INFO', evidence: ['D', 'H'], summary: 'Size of this structure in bytes.' },
    dwFrameFlags: { type: flags('KS_VIDEO_FLAG'), cType: 'DWORD', ...place(4, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Frame or field, kind of compressed frame: KS_VIDEO_FLAG_*.' },
    PictureNumber: { type: longlong, cType: 'LONGLONG', ...place(8, 8), presence: 'optional', evidence: ['D', 'H'], summary: 'Number of the picture: captured and dropped frames together. Reset on the way to ACQUIRE.' },
    DropCount: { type: longlong, cType: 'LONGLONG', ...place(16, 8), presence: 'optional', evidence: ['D', 'H'], summary: 'Pictures that were not captured. Reset on the way to ACQUIRE.' },
    hDirectDraw: { type: address, cType: 'HANDLE', ...place(24, 4, 24, 8), presence: 'optional', evidence: ['D', 'H'], summary: 'Handle of DirectDraw in user mode; only when capturing to a surface.' },
    hSurfaceHandle: { type: address, cType: 'HANDLE', ...place(28, 4, 32, 8), presence: 'optional', evidence: ['D', 'H'], summary: 'Handle of the surface in user mode; only when capturing to a surface.' },
    DirectDrawRect: { type: embedded('RECT'), cType: 'RECT', ...place(32, 16, 40, 16), presence: 'optional', evidence: ['D', 'H'], summary: 'Part of the surface that is locked.' },
    lSurfacePitch: { type: integerOf('LONG', undefined, 'bytes'), cType: 'LONG', ...place(48, 4, 56, 4), presence: 'optional', union: 'Reserved1', evidence: ['D', 'H'], summary: 'Pitch of the surface in bytes.' },
    Reserved1: { type: ulong, cType: 'DWORD', ...place(48, 4, 56, 4), presence: 'reserved', union: 'lSurfacePitch', evidence: ['D', 'H'], summary: 'Older name of lSurfacePitch; not to be used.' },
    Reserved2: { type: ulong, cType: 'DWORD', ...place(52, 4, 60, 4), presence: 'reserved', evidence: ['D', 'H'], summary: 'Reserved; not to be used.' },
    Reserved3: {
      type: ulong, cType: 'DWORD', ...place(56, 4, 64, 4), presence: 'reserved', union: 'FrameCompletionNumber', evidence: ['D', 'H'],
      summary: 'First half of FrameCompletionNumber before Windows 8.1; not to be used.',
    },
    Reserved4: {
      type: ulong, cType: 'DWORD', ...place(60, 4, 68, 4), presence: 'reserved', union: 'FrameCompletionNumber', evidence: ['D', 'H'],
      summary: 'Second half of FrameCompletionNumber before Windows 8.1; not to be used.',
    },
    FrameCompletionNumber: {
      type: { kind: 'integer', type: 'ULONGLONG' }, cType: 'ULONGLONG', ...place(56, 8, 64, 8), presence: 'optional', union: 'Reserved3', evidence: ['D', 'H'],
      summary: 'Number of the frame in the order of completion; 0 for a cancelled frame. From Windows 8.1 on.',
    },
  },
});

/** A change of channel of a tuner. */
export const KS_TVTUNER_CHANGE_INFO = defineStructure({
  name: 'KS_TVTUNER_CHANGE_INFO',
  origin: 'ks',
  header: 'ksmedia.h',
  summary: 'A change of channel, as a tuner passes it along an analog video stream.',
  evidence: ['D', 'H'],
  source: ddiPage('ksmedia/ns-ksmedia-tagks_tvtuner_change_info'),
  size: extent(16, 4),
  fields: {
    dwFlags: { type: flags('KS_TVTUNER_CHANGE'), cType: 'DWORD', ...place(0, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Whether tuning begins or is over.' },
    dwCountryCode: { type: ulong, cType: 'DWORD', ...place(4, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Country code.' },
    dwAnalogVideoStandard: { type: flags('KS_AnalogVideoStandard'), cType: 'DWORD', ...place(8, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Analog standard: KS_AnalogVideo_*.' },
    dwChannel: { type: ulong, cType: 'DWORD', ...place(12, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Channel.' },
  },
});

/** Extension of the stream header for the vertical blanking interval. */
export const KS_VBI_FRAME_INFO = defineStructure({
  name: 'KS_VBI_FRAME_INFO',
  origin: 'ks',
  header: 'ksmedia.h',
  summary: 'Extension of the stream header for the vertical blanking interval.',
  evidence: ['D', 'H'],
  source: ddiPage('ksmedia/ns-ksmedia-tagks_vbi_frame_info'),
  size: extent(88, 8),
  fields: {
    ExtendedHeaderSize: { type: bytes, cType: 'ULONG', ...place(0, 4), presence: 'derived', counts: 'KS_VBI_FRAME_INFO', evidence: ['D', 'H'], summary: 'Size of this structure in bytes.' },
    dwFrameFlags: { type: flags('KS_VBI_FLAG'), cType: 'DWORD', ...place(4, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Field, copy protection, what of the rest is valid: KS_VBI_FLAG_*.' },
    PictureNumber: { type: longlong, cType: 'LONGLONG', ...place(8, 8), presence: 'optional', evidence: ['D', 'H'], summary: 'Number of the picture: captured and dropped frames together. Reset on the way to ACQUIRE.' },
    DropCount: { type: longlong, cType: 'LONGLONG', ...place(16, 8), presence: 'optional', evidence: ['D', 'H'], summary: 'Pictures that were not captured. Reset on the way to ACQUIRE.' },
    dwSamplingFrequency: { type: ulong, cType: 'DWORD', ...place(24, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Sampling frequency in Hz.' },
    TvTunerChangeInfo: {
      type: embedded('KS_TVTUNER_CHANGE_INFO'), cType: 'KS_TVTUNER_CHANGE_INFO', ...place(28, 16), presence: 'optional', evidence: ['D', 'H'],
      summary: 'Change of channel; valid with KS_VBI_FLAG_TVTUNER_CHANGE.',
    },
    VBIInfoHeader: { type: embedded('KS_VBIINFOHEADER'), cType: 'KS_VBIINFOHEADER', ...place(44, 44), presence: 'optional', evidence: ['D', 'H'], summary: 'Lines and samples; valid with KS_VBI_FLAG_VBIINFOHEADER_CHANGE.' },
  },
});
