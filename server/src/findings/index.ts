export { type Finding, type Place, type RelatedPlace, type Severity, type TextArguments, compareFindings, severities } from './finding';
export { byteUnit, formatText, grouped, hex } from './format-text';
export { type ConfiguredSeverity, type Severities, configuredSeverities, isConfiguredSeverity, withSeverities } from './severities';
