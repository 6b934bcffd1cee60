/** Assumptions about classes of devices that a simulation can build on: data, each figure with a reason, none of them measured. */
export { type Preset, boundToPattern } from './preset';
export { type PresetName, presetNamed, presets } from './presets';
