// Plain numbers, in a file without imports, so that bundlers write their values where their names are used: a load and a check less in loops that run ten million times a second.

/** Entries of `Engine.clock`: now, and the time `scheduleDue` takes. */
export const clockNow = 0;
export const clockDue = 1;

/** Sequence numbers that go into an event's order beside its priority. */
export const sequenceSpan = 2 ** 47;
