/** Saying that a document is too large to be checked. */
export { activateLimitsFeature } from './limits';
