import type { OutcomeWithoutTrace } from '../../../server/src/protocol/index';

/** Whether something is what a type says. */
type Check = (value: unknown) => boolean;
/** One check for each property. */
type Checks<Type> = { readonly [Key in keyof Type]-?: Check };

const isText: Check = (value) => typeof value === 'string';
const isNumber: Check = (value) => typeof value === 'number' && Number.isFinite(value);
const isFlag: Check = (value) => typeof value === 'boolean';
const orNull = (check: Check): Check => (value) => value === null || check(value);
const optional = (check: Check): Check => (value) => value === undefined || check(value);
const oneOf = (...values: readonly unknown[]): Check => (value) => values.includes(value);
const listOf = (check: Check): Check => (value) => Array.isArray(value) && value.every(check);
const tableOf = (check: Check): Check => (value) => isObject(value) && Object.values(value).every(check);
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
/** An object with these properties, and whatever else a later version may have added. */
const shape = <Type>(checks: Checks<Type>): Check => (value) => isObject(value) && Object.entries<Check>(checks).every(([key, check]) => check(Object.hasOwn(value, key) ? value[key] : undefined));

type Item<Key extends keyof OutcomeWithoutTrace> = NonNullable<OutcomeWithoutTrace[Key]> extends readonly (infer One)[] ? One : never;
const statement = { key: isText, text: isText, path: isText };
const isStatement = shape<Item<'allocators'>['rejected'][number]>(statement);
const isPeriod = shape<Item<'periods'>>({ label: isText, period: isNumber });
const basis = oneOf('documented', 'inferred', 'assumed', 'scenario');

const isOutcome = shape<Omit<OutcomeWithoutTrace, 'uri'>>({
  scenario: isText, seed: isNumber, fingerprint: isText, stopReason: oneOf('completed', 'limitReached', 'endlessLoop', 'noProgress', 'cancelled'),
  statistics: shape<OutcomeWithoutTrace['statistics']>({
    framesProduced: isNumber, framesDelivered: isNumber, framesDropped: isNumber, memoryBytes: isNumber, frameBytes: optional(tableOf(isNumber)),
    latency: shape<OutcomeWithoutTrace['statistics']['latency']>({ p50: orNull(isNumber), p95: orNull(isNumber), p99: orNull(isNumber), max: orNull(isNumber) }),
  }),
  periods: optional(listOf((value) => isPeriod(value) && (value as Item<'periods'>).period > 0)),
  parameters: optional(listOf(shape<Item<'parameters'>>({
    pointer: isText, member: isText, name: isText, owner: isText, part: oneOf('value', 'least', 'usual', 'greatest'), kind: oneOf('integer', 'time', 'probability', 'table'), summary: isText, value: isNumber,
    origin: oneOf('stated', 'elsewhere', 'preset', 'default'), written: isText, lowest: isNumber, highest: isNumber, minimum: isNumber, maximum: isNumber, step: isNumber,
  }))),
  overrides: optional(listOf(shape<Item<'overrides'>>({ pointer: isText, value: isNumber }))),
  headline: isText,
  figures: listOf(shape<Item<'figures'>>({ key: isText, label: isText, value: isText, path: isText })),
  drops: listOf(shape<Item<'drops'>>({ ...statement, count: isNumber, firstTime: isNumber, firstFrame: isNumber })),
  assumptions: listOf(shape<Item<'assumptions'>>({ ...statement, basis, value: isText, source: isText, decided: isFlag })),
  allocators: listOf(shape<Item<'allocators'>>({ section: isText, simulatedWith: isText, basis: isText, rejected: listOf(isStatement), undecided: listOf(isStatement), eligible: listOf(isStatement) })),
  findings: listOf(shape<Item<'findings'>>({ ...statement, code: orNull(isText), severity: oneOf('error', 'warning', 'info'), time: isNumber })),
  queues: listOf(shape<Item<'queues'>>({ pin: isText, time: isNumber, text: isText })),
  traceTexts: tableOf(isText),
});

/** Whether something out of a file is an outcome, all but the address of its document, that the timeline can show. */
export function isSavedOutcome(value: unknown): value is Omit<OutcomeWithoutTrace, 'uri'> {
  return isOutcome(value);
}
