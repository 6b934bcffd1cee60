/** What a descriptor amounts to once its defaults are filled in: the members that the C compiler would lay out, and the bytes that a framing query is answered with. */
export { type Origin, type ResolvedRow, resolvedRows } from './rows';
export { type AnswerMember, type AnsweredState, type FramingAnswer, changedMembers, framingAnswer } from './framing-answer';
export { type ResolvedSubject, subjectAt, subjectOf } from './subject';
