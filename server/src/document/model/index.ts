/** The typed model of a document: what each field says, with its place, in a form that rules and simulations ask. */
export type { Bound, DurationDistribution, FieldName, Instance, Pointer, Present, PresentValue } from './bound';
export { booleanOf, bound, durationOf, boundValues, elementsOf, guidOf, instanceIn, instancesIn, isInstanceOf, isStated, nodeOf, numberOf, pointerIn, stateOf, textOf, wordOf } from './bound';
export type { DocumentProblem, DocumentProblemCode } from './problem';
export type { ElementView, FilterView, FramingView, ItemView, Model, PinView, VariantView } from './views';
export { modelAfter, modelOf, readModel } from './model';
export { elementsIn, type ModelVersion } from './model-version';
export { expressionEnvironment } from './bind-scalar';
export { formatVersion } from './bind';
export type { EffectiveItem, EffectiveNumber, EffectiveRange } from './effective-framing';
export { declaredItem, effectiveItems, effectiveStates, pinsOf, showsDeclared, strideOf, takesSizeFromFormat, usesOtherFraming, writesFrameSize, writesFraming } from './effective-framing';
export { audioRateVaries, contradictsImage, formatSize, frameBytesOf, imageBytesOf, isAudio, largestFrameBytesOf, linesOf, sampleSize, transportFrameSize, vbiBufferSize } from './format-size';
export { withinElement } from './bound-element';
export { allPins, namedIn, pinNamed, pinReference, pinsNamed } from './references';
export { standardTransport } from './standard-transport';
