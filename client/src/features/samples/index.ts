/** Samples that come with the extension, as a start for descriptors. */
export { activateSamplesFeature, type NewFromSampleArguments } from './new-from-sample';
export { samples, type Sample } from './samples';
