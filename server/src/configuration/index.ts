/** Severities that people choose: `avstream.config.json`, the settings of the editor, and which of them holds for a document. One resolver for editor and command line. */
export {
  type CompileGlob, type Configuration, type ConfigurationProblem, type ConfigurationProblemKind, type GlobProblem, type LocatedConfiguration, type Override, type PathMatcher, type RuleSeverities, configurationName,
} from './configuration';
export { configurationIn, foldersOf, isConfiguration, relativePath } from './location';
export { parseConfiguration } from './parse-configuration';
export { findConfigurations, readRuleSettings, resolveSeverities } from './resolve';
export { configurationCode, configurationMessage, configurationTexts } from './texts';
export { newConfiguration, writeSeverity } from './write-severity';
