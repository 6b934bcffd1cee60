/** The pages of rules, opened by their address. */
export { activateRulePagesFeature } from './rule-pages';
