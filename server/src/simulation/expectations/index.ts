/** What scenarios expect of their runs, and whether a run has shown it. */
export type { AllocatorExpected, Because, BoundSide, Expectation, Expected, Miss } from './expectation';
export { defaultAllocator } from './expectation';
export { type CompiledExpectations, compileExpectations, expectationProblem } from './compile-expectations';
export { type EvaluatedRun, evaluateExpectations } from './evaluate';
export { isLeak } from './leaks';
export { type PreparedTest, hidesTests, prepareTests } from './prepare-tests';
