const code = '[A-Z]{3}-\\d{2,3}';
const ruleAddress = new RegExp(`^/rules/(${code})$`);
const pageAddress = new RegExp(`^/(?:rules/(?:${code}|README)|[a-z]+(?:-[a-z]+)*)\\.md$`);

/**
 * Reads the address of a rule's page: `/rules/FRM-25`.
 * @param path of an address of ours, anything at all: such addresses come from outside
 * @returns the rule's code, or undefined for every other path
 */
export function ruleOfPath(path: string): string | undefined {
  return ruleAddress.exec(path)?.[1];
}

/**
 * Whether a path names a page of the folder `docs`: of a rule, the list of them, or a guide that they link to. Nothing else can be read by such a path.
 * @param path of a document of our scheme
 */
export const isPagePath = (path: string): boolean => pageAddress.test(path);
