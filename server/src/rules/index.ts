/** Rules: what is wrong with a descriptor, why, and what to write instead. */
export { validate, validateDocument, type InternalProblem, type Validation, type ValidationConfiguration, validationSteps } from './validate';
export { allTexts, reportableRules, ruleCodes, ruleNamed, rules, silentRules, textTemplate } from './registry';
export { messageOf, type Translate } from './message';
export { furtherPrecedence, precedence } from './precedence';
export { type Area, type Report, type ReportOptions, type Rule, type RuleDescription, type Scope, type SilentRule, type Subjects, type Where, defineRule } from './rule';
export { placeAt } from './place';
export { nonPagedPoolBudget } from './ranges/rng-14-total';
export { isRuleCode, knownCodes, reportedBySimulations, simulatedCodes } from './known-codes';
export { type ConfiguredSimulationFindings, configureSimulationFindings } from './simulation-findings';
