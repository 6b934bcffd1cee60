import path from 'node:path';
import type { Severity } from '../../../findings/index';
import type { Range } from '../../../protocol/index';
import { fileAddress, pathInside, relativeAddress } from '../../paths';
import { fingerprintName } from '../fingerprint';
import { type CheckReport, type CheckedFile, type ReportedFinding, type ReportedPlace, exitCodeOf, isSound } from '../report';
import { sarifRule } from './sarif-rules';

/** Where a file lies, as a SARIF artifactLocation. */
export interface SarifLocation { readonly uri: string; readonly uriBaseId?: string; readonly index?: number }

/** Name of the folder that relative addresses are relative to; GitHub knows it under this name. */
const base = '%SRCROOT%';

/** Levels of SARIF for ours; it has one for what is neither error nor warning. */
export const sarifLevel = (severity: Severity): 'error' | 'warning' | 'note' => (severity === 'error' || severity === 'warning' ? severity : 'note');

/** A stretch with lines and columns from 1, columns in UTF-16 units as `columnKind` says, and offsets from 0 in the same units. */
const region = ({ start, end }: Range, offsets?: Pick<ReportedPlace, 'start' | 'end'>): object => ({
  startLine: start.line + 1, startColumn: start.character + 1, endLine: end.line + 1, endColumn: end.character + 1,
  ...(offsets ? { charOffset: offsets.start, charLength: offsets.end - offsets.start } : {}),
});

function locationOf(file: string, folder: string, system: path.PlatformPath): SarifLocation {
  // Standard input lies nowhere.
  if (file === '-') return { uri: 'stdin:' };
  const inside = pathInside(folder, file, system);
  return inside === undefined ? { uri: fileAddress(file, folder, system) } : { uri: relativeAddress(inside), uriBaseId: base };
}

/**
 * SARIF 2.1.0. What documents suppress and what the baseline has is left out unless it was asked for: there are readers that show it as any other result. Findings of the baseline that are gone are left out for the same reason.
 * @param version of this program
 */
export function sarifReport(report: CheckReport, version: string, system: path.PlatformPath = path): string {
  const { folder, showSuppressed, baseline } = report;
  const shown = report.files.map((file) => [
    ...file.findings.map((finding) => ({ file, finding, suppressed: false, baselineState: 'new' })),
    ...(showSuppressed ? file.baselined.map((finding) => ({ file, finding, suppressed: false, baselineState: 'unchanged' })) : []),
    ...(showSuppressed ? file.suppressed.map((finding) => ({ file, finding, suppressed: true, baselineState: 'new' })) : []),
  ]);
  const codes = [...new Set(shown.flat().map(({ finding }) => finding.code))].sort();
  const artifacts = new Map<CheckedFile, SarifLocation>(report.files.map((file, index) => [file, { ...locationOf(file.file, folder, system), index }]));
  const located = (file: CheckedFile, place: ReportedPlace): object => ({
    physicalLocation: { artifactLocation: artifacts.get(file), region: region(place.range, place) },
    logicalLocations: [{ fullyQualifiedName: place.path, kind: 'value' }],
  });
  const result = (file: CheckedFile, finding: ReportedFinding, isSuppressed: boolean, baselineState: string): object => ({
    ruleId: finding.code, ruleIndex: codes.indexOf(finding.code), kind: 'fail', level: sarifLevel(finding.severity), message: { text: finding.message }, locations: [located(file, finding)],
    ...(finding.related.length > 0 ? { relatedLocations: finding.related.map((related, id) => ({ id, ...located(file, related), message: { text: related.message } })) } : {}),
    partialFingerprints: { [fingerprintName]: finding.fingerprint },
    ...(isSuppressed ? { suppressions: [{ kind: 'inSource', status: 'accepted' }] } : {}),
    ...(baseline === undefined ? {} : { baselineState }),
  });
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json', version: '2.1.0',
    runs: [{
      tool: { driver: { name: 'AVStream Studio', informationUri: 'vscode:extension/avstream-studio.avstream-studio', version, semanticVersion: version, language: 'en-US', rules: codes.map(sarifRule) } },
      columnKind: 'utf16CodeUnits',
      originalUriBaseIds: { [base]: { uri: fileAddress(folder.endsWith(system.sep) ? folder : `${folder}${system.sep}`, folder, system), description: { text: 'The folder in which avstream was run.' } } },
      invocations: [{
        executionSuccessful: isSound(report),
        exitCode: exitCodeOf(report),
        ...notifications(report, system),
      }],
      artifacts: report.files.map((file) => ({ location: locationOf(file.file, folder, system), length: file.bytes, encoding: 'UTF-8', mimeType: 'application/json', roles: ['analysisTarget'] })),
      results: shown.flat().map(({ file, finding, suppressed, baselineState }) => result(file, finding, suppressed, baselineState)),
    }],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

/** What could not be read, and what configurations have wrong: about the run, not about a descriptor. */
function notifications({ unread, unreadConfigurations, configurations, folder }: CheckReport, system: path.PlatformPath): object {
  const execution = unread.map(({ file, reason }) => ({ level: 'error', message: { text: `Cannot read ${file}: ${reason}.` }, locations: [{ physicalLocation: { artifactLocation: locationOf(file, folder, system) } }] }));
  const configuration = [
    ...configurations.flatMap(({ file, problems }) => problems.map(({ code, severity, message, range }) => ({
      descriptor: { id: code }, level: severity, message: { text: message }, locations: [{ physicalLocation: { artifactLocation: locationOf(file, folder, system), region: region(range) } }],
    }))),
    ...unreadConfigurations.map((reason) => ({ level: 'error', message: { text: `${reason.charAt(0).toUpperCase()}${reason.slice(1)}` } })),
  ];
  return { ...(execution.length > 0 ? { toolExecutionNotifications: execution } : {}), ...(configuration.length > 0 ? { toolConfigurationNotifications: configuration } : {}) };
}
