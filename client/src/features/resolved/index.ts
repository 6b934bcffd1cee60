/** Descriptors with their defaults filled in, as read-only documents. */
export { activateResolvedFeature, type ShowResolvedArguments } from './resolved';
