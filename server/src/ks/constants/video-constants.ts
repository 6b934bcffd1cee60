import { ddiPage } from '../evidence';
import type { ConstantSet } from '../structure';
import { constant } from './common';

const headerPage = ddiPage('ksmedia/ns-ksmedia-tagks_videoinfoheader2');

/** Interlacing of a video format. */
export const KS_INTERLACE: ConstantSet = {
  name: 'KS_INTERLACE', kind: 'flags', type: 'ULONG', source: headerPage, knownMask: 0xff,
  summary: 'Interlacing of a video format. The display modes are not valid for capture.',
  constants: [
    constant('KS_INTERLACE_IsInterlaced', 0x1, 'The video is interlaced; without it the other bits mean nothing.', ['D', 'H']),
    constant('KS_INTERLACE_1FieldPerSample', 0x2, 'A sample holds one field; otherwise two.', ['D', 'H']),
    constant('KS_INTERLACE_Field1First', 0x4, 'Field 1 comes first; otherwise field 2.', ['D', 'H']),
    constant('KS_INTERLACE_UNUSED', 0x8, 'Not used.', ['D', 'H']),
    constant('KS_INTERLACE_FieldPatternMask', 0x30, 'Mask of the field pattern.', ['D', 'H']),
    constant('KS_INTERLACE_FieldPatField1Only', 0x0, 'Pattern: never a field 2.', ['D', 'H']),
    constant('KS_INTERLACE_FieldPatField2Only', 0x10, 'Pattern: never a field 1.', ['D', 'H']),
    constant('KS_INTERLACE_FieldPatBothRegular', 0x20, 'Pattern: a field 2 for every field 1.', ['D', 'H']),
    constant('KS_INTERLACE_FieldPatBothIrregular', 0x30, 'Pattern: fields in any order.', ['D', 'H']),
    constant('KS_INTERLACE_DisplayModeMask', 0xc0, 'Mask of the display mode.', ['D', 'H']),
    constant('KS_INTERLACE_DisplayModeBobOnly', 0x0, 'Display: fields one after another (bob).', ['D', 'H']),
    constant('KS_INTERLACE_DisplayModeWeaveOnly', 0x40, 'Display: fields woven into a frame (weave).', ['D', 'H']),
    constant('KS_INTERLACE_DisplayModeBobOrWeave', 0x80, 'Display: bob or weave.', ['D', 'H']),
  ],
};

/** Copy protection of a video format. */
export const KS_COPYPROTECT: ConstantSet = {
  name: 'KS_COPYPROTECT', kind: 'flags', type: 'ULONG', source: headerPage, knownMask: 0x1,
  summary: 'Copy protection of a video format.',
  constants: [constant('KS_COPYPROTECT_RestrictDuplication', 0x1, 'Copies of the stream should be restricted.', ['D', 'H'])],
};

/** Control flags of a video format. */
export const KS_AMCONTROL: ConstantSet = {
  name: 'KS_AMCONTROL', kind: 'flags', type: 'ULONG', source: headerPage, knownMask: 0x87,
  summary: 'Control flags of a video format. The upper 24 bits of the field may hold colour information.',
  constants: [
    constant('KS_AMCONTROL_USED', 0x1, 'The other flags are looked at.', ['D', 'H']),
    constant('KS_AMCONTROL_PAD_TO_4x3', 0x2, 'The image is shown in an area of 4 to 3.', ['D', 'H']),
    constant('KS_AMCONTROL_PAD_TO_16x9', 0x4, 'The image is shown in an area of 16 to 9.', ['D', 'H']),
    constant('KS_AMCONTROL_COLORINFO_PRESENT', 0x80, 'The upper 24 bits hold colour information (DXVA_ExtendedFormat).', ['D', 'H']),
  ],
};

const mpegPage = ddiPage('ksmedia/ns-ksmedia-tagks_mpegvideoinfo2');

/** Flags of an MPEG-2 video format. */
export const KS_MPEG2: ConstantSet = {
  name: 'KS_MPEG2', kind: 'flags', type: 'ULONG', source: mpegPage, knownMask: 0x3ff,
  summary: 'What the decoder of an MPEG-2 video format should or must do.',
  constants: [
    constant('KS_MPEG2_DoPanScan', 0x1, 'The decoder should crop by the pan-scan vectors of the stream.', ['D', 'H']),
    constant('KS_MPEG2_DVDLine21Field1', 0x2, 'The decoder must be able to offer the closed captions of field 1.', ['D', 'H']),
    constant('KS_MPEG2_DVDLine21Field2', 0x4, 'The decoder must be able to offer the closed captions of field 2.', ['D', 'H']),
    constant('KS_MPEG2_SourceIsLetterboxed', 0x8, 'Black bars are part of the picture.', ['D', 'H']),
    constant('KS_MPEG2_FilmCameraMode', 0x10, 'Film mode of 625-line material; otherwise camera mode.', ['D', 'H']),
    constant('KS_MPEG2_LetterboxAnalogOut', 0x20, 'An analog output should show the stream letterboxed.', ['D', 'H']),
    constant('KS_MPEG2_DSS_UserData', 0x40, 'The decoder must handle user data of the DSS kind.', ['D', 'H']),
    constant('KS_MPEG2_DVB_UserData', 0x80, 'The decoder must handle user data of the DVB kind.', ['D', 'H']),
    constant('KS_MPEG2_27MhzTimebase', 0x100, 'Time stamps count at 27 MHz instead of 90 kHz.', ['D', 'H']),
    constant('KS_MPEG2_WidescreenAnalogOut', 0x200, 'An analog output should show the stream in widescreen.', ['H']),
  ],
};

/** Profiles of MPEG-2 video. */
export const KS_MPEG2Profile: ConstantSet = {
  name: 'KS_MPEG2Profile', kind: 'enumeration', type: 'int', source: { ...ddiPage('ksmedia/ne-ksmedia-ks_mpeg2profile'), name: 'KS_MPEG2Profile (ksmedia.h)' },
  summary: 'Profiles of MPEG-2 video.',
  constants: [
    constant('KS_MPEG2Profile_Simple', 0, 'Simple profile.', ['D', 'H']),
    constant('KS_MPEG2Profile_Main', 1, 'Main profile.', ['D', 'H']),
    constant('KS_MPEG2Profile_SNRScalable', 2, 'Profile scalable in signal-to-noise ratio.', ['D', 'H']),
    constant('KS_MPEG2Profile_SpatiallyScalable', 3, 'Profile scalable in resolution.', ['D', 'H']),
    constant('KS_MPEG2Profile_High', 4, 'High profile.', ['D', 'H']),
  ],
};

/** Levels of MPEG-2 video. */
export const KS_MPEG2Level: ConstantSet = {
  name: 'KS_MPEG2Level', kind: 'enumeration', type: 'int', source: { ...ddiPage('ksmedia/ne-ksmedia-ks_mpeg2level'), name: 'KS_MPEG2Level (ksmedia.h)' },
  summary: 'Levels of MPEG-2 video.',
  constants: [
    constant('KS_MPEG2Level_Low', 0, 'Low level.', ['D', 'H']),
    constant('KS_MPEG2Level_Main', 1, 'Main level.', ['D', 'H']),
    constant('KS_MPEG2Level_High1440', 2, 'High level with 1440 samples a line.', ['D', 'H']),
    constant('KS_MPEG2Level_High', 3, 'High level.', ['D', 'H']),
  ],
};

/** Sampling frequencies of the vertical blanking interval. */
export const KS_VBISAMPLINGRATE: ConstantSet = {
  name: 'KS_VBISAMPLINGRATE', kind: 'constants', type: 'int', source: ddiPage('ksmedia/ns-ksmedia-tagks_vbiinfoheader'),
  summary: 'Data rates and sampling frequencies of the vertical blanking interval, in Hz.',
  constants: [
    constant('KS_VBIDATARATE_NABTS', 5_727_272, 'Data rate of NABTS.', ['H']),
    constant('KS_VBIDATARATE_CC', 503_493, 'Data rate of closed captions.', ['H']),
    constant('KS_VBISAMPLINGRATE_4X_NABTS', 22_909_088, 'Four times the data rate of NABTS.', ['H']),
    constant('KS_VBISAMPLINGRATE_47X_NABTS', 27_000_000, '27 MHz, about 4.7 times the data rate of NABTS.', ['H']),
    constant('KS_VBISAMPLINGRATE_5X_NABTS', 28_636_360, 'Five times the data rate of NABTS.', ['H']),
  ],
};

/** Flags of a captured video frame. */
export const KS_VIDEO_FLAG: ConstantSet = {
  name: 'KS_VIDEO_FLAG', kind: 'flags', type: 'ULONG', source: ddiPage('ksmedia/ns-ksmedia-tagks_frame_info'), knownMask: 0x7f,
  summary: 'What a captured video frame is (KS_FRAME_INFO.dwFrameFlags).',
  constants: [
    constant('KS_VIDEO_FLAG_FIELD_MASK', 0x3, 'Mask of frame or field.', ['H']),
    constant('KS_VIDEO_FLAG_FRAME', 0x0, 'A whole frame.', ['D', 'H']),
    constant('KS_VIDEO_FLAG_FIELD1', 0x1, 'Field 1.', ['D', 'H']),
    constant('KS_VIDEO_FLAG_FIELD2', 0x2, 'Field 2.', ['D', 'H']),
    constant('KS_VIDEO_FLAG_FIELD1FIRST', 0x4, 'Field 1 comes first.', ['H', 'I']),
    constant('KS_VIDEO_FLAG_WEAVE', 0x8, 'The fields are to be woven.', ['H', 'I']),
    constant('KS_VIDEO_FLAG_IPB_MASK', 0x30, 'Mask of the kind of compressed frame.', ['H']),
    constant('KS_VIDEO_FLAG_I_FRAME', 0x0, 'The frame can be decoded on its own.', ['D', 'H']),
    constant('KS_VIDEO_FLAG_P_FRAME', 0x10, 'The frame is predicted.', ['D', 'H']),
    constant('KS_VIDEO_FLAG_B_FRAME', 0x20, 'The frame is predicted from both sides.', ['D', 'H']),
    constant('KS_VIDEO_FLAG_REPEAT_FIELD', 0x40, 'The field is repeated.', ['H', 'I']),
  ],
};

/** Flags of a captured frame of the vertical blanking interval. */
export const KS_VBI_FLAG: ConstantSet = {
  name: 'KS_VBI_FLAG', kind: 'flags', type: 'ULONG', source: ddiPage('ksmedia/ns-ksmedia-tagks_vbi_frame_info'), knownMask: 0x733,
  summary: 'What a captured frame of the vertical blanking interval is (KS_VBI_FRAME_INFO.dwFrameFlags).',
  constants: [
    constant('KS_VBI_FLAG_FIELD1', 0x1, 'The first of two fields.', ['D', 'H']),
    constant('KS_VBI_FLAG_FIELD2', 0x2, 'The second of two fields.', ['D', 'H']),
    constant('KS_VBI_FLAG_TVTUNER_CHANGE', 0x10, 'TvTunerChangeInfo is valid.', ['D', 'H']),
    constant('KS_VBI_FLAG_VBIINFOHEADER_CHANGE', 0x20, 'VBIInfoHeader is valid.', ['D', 'H']),
    constant('KS_VBI_FLAG_MV_PRESENT', 0x100, 'Macrovision is present.', ['D', 'H']),
    constant('KS_VBI_FLAG_MV_HARDWARE', 0x200, 'The hardware knows Macrovision.', ['D', 'H']),
    constant('KS_VBI_FLAG_MV_DETECTED', 0x400, 'Macrovision was detected.', ['D', 'H']),
  ],
};

/** Changes that a tuner reports. */
export const KS_TVTUNER_CHANGE: ConstantSet = {
  name: 'KS_TVTUNER_CHANGE', kind: 'flags', type: 'ULONG', source: { name: 'ksmedia.h' }, knownMask: 0x3,
  summary: 'Which end of a tuning operation a tuner reports (KS_TVTUNER_CHANGE_INFO.dwFlags).',
  constants: [
    constant('KS_TVTUNER_CHANGE_BEGIN_TUNE', 0x1, 'Tuning begins.', ['H']),
    constant('KS_TVTUNER_CHANGE_END_TUNE', 0x2, 'Tuning is over.', ['H']),
  ],
};
