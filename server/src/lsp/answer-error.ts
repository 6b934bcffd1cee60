/** Codes of the language server protocol for answers that are errors by design. */
export const answerCodes = { invalidRequest: -32600, methodNotFound: -32601, invalidParameters: -32602, internalError: -32603, serverNotInitialized: -32002, requestCancelled: -32800, serverCancelled: -32802, requestFailed: -32803, contentModified: -32801 } as const;

/**
 * An error that is the answer to a request. It is told by its fields and not by its class: the features are a bundle of their own,
 * and the connection, which knows classes only, is in another.
 */
export type AnswerError = Error & { readonly answerCode: number; readonly data: unknown };

/** Makes an error that is sent as it is. */
export const answerError = (code: number, message: string, data?: unknown): AnswerError => Object.assign(new Error(message), { answerCode: code, data });

/** Whether an error is meant for the client. */
export const isAnswerError = (error: unknown): error is AnswerError => error instanceof Error && 'answerCode' in error && typeof error.answerCode === 'number';
