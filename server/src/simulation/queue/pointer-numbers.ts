// Plain numbers, in a file without imports, so that bundlers write their values where their names are used: a load and a check less in every operation on a queue.

/** The pointers every queue has. */
export const leadingEdge = 0;
export const trailingEdge = 1;

/** What stands for a NULL stream pointer. */
export const nullPointer = -1;

/** Bits of a handle for the number, and how many generations are told apart above them: a handle stays a small integer. */
export const slotBits = 20;
export const generations = 1024;
