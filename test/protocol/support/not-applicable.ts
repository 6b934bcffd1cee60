/** Abilities of a client that some tests need and CodeMirror's lacks, as the end of a sentence: "a client that …". */
export const abilities = {
  answersServer: 'answers requests of the server: for settings, for diagnostics to be pulled again, for abilities to be registered',
  saysThatItDoesNotPull: 'does not say that it pulls diagnostics: CodeMirror\'s says so, though it never does',
  takesNoSnippets: 'takes no snippets',
} as const;

export type Ability = keyof typeof abilities;

/** Tests that cannot run with CodeMirror's client, by file and name, and what they need. A test that needs something and is not listed fails, and so does one that is listed and needs nothing. */
export const listed: Readonly<Record<string, Readonly<Record<string, Ability>>>> = {
  completion: { 'a client without snippets gets plain text': 'takesNoSnippets' },
  configurations: {
    'configuration files in the editor > are watched, and read once for many questions': 'answersServer',
    'configuration files in the editor > when one changes, appears or goes, what is open is checked again': 'answersServer',
    'configuration files in the editor > other files that change are none of ours': 'answersServer',
    'configuration files in the editor > that are open hold as they stand in the editor, and as on disk again when they are closed': 'answersServer',
    'configuration files in the editor > outside the workspace are looked at again when a descriptor is saved or opened': 'answersServer',
    'configuration files in the editor > a client that reads no files is not asked, and none are watched': 'answersServer',
    'the setting avstream.rules > is that of the folder in which the document lies': 'answersServer',
    'the setting avstream.rules > that arrives after the first answer holds from then on': 'answersServer',
  },
  diagnostics: {
    'settings > that arrive after the first answer hold from then on (pull)': 'answersServer',
    'settings > that arrive after the first answer hold from then on (push)': 'answersServer',
    'push > a client that cannot pull is told, with the version': 'saysThatItDoesNotPull',
  },
  'inlay-hints': { 'only those of the range, only the kinds that are wanted, and again when that changes': 'answersServer' },
  'workspace-diagnostics': {
    'diagnostics of the workspace > are offered to clients that ask for diagnostics and list files, and to no others': 'saysThatItDoesNotPull',
    'diagnostics of the workspace > tell every closed descriptor, whatever its scheme, and each again only when it has changed': 'answersServer',
  },
};
