/** Simulations as tests in the Testing view. */
export { activateTestingFeature, type ShowTestArguments } from './testing';
