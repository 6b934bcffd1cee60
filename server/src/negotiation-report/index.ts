/**
 * The report of an allocator negotiation: what each pin demands, what they have in common, who may allocate and why others may not, with the values of the
 * document that decide. Data first (`reportNegotiation`), then text with links (`formatReport`).
 */
export { type ReportRequest, type ReportSubject, reportNegotiation } from './build-report';
export { type ReportWriter, alternativesText, formatReport, reportWidth, saidText } from './format-report';
export { findingsOf } from './findings';
export type { LaidOutText, Stretch, Tone } from './layout';
export type {
  AllocatorReport, Answer, Aspect, CommonEntry, ConditionReport, CutReport, DemandEntry, EndReport, FindingReport, Founding, GraphReport, NegotiationReport, OptionReport, ReportRow, RequestField,
  RequestReport, Said, SegmentReport,
} from './report';
export { reportTexts } from './texts';
