/**
 * Reads the address of a rule's page: `/rules/FRM-25`.
 * @param path of an address of ours, anything at all: such addresses come from outside
 * @returns the rule's code, or undefined for every other path
 */
export function ruleOfPath(path: string): string | undefined {
  return /^\/rules\/([A-Z]{3}-\d{2,3})$/.exec(path)?.[1];
}
