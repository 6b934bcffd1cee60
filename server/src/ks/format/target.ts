import { defineStructure } from '../structure';
import { notesField, property, words } from './common';

/** Machine that the driver is built for. */
export const Target = defineStructure({
  name: 'Target',
  origin: 'format',
  summary: 'Machine that the driver is built for. Decides pointer sizes, structure sizes and PAGE_SIZE.',
  evidence: [],
  fields: {
    Architecture: property({ kind: 'word', words: words({ x86: '32-bit x86: pointers of 4 bytes.', x64: '64-bit x86: pointers of 8 bytes.', ARM64: '64-bit ARM: pointers of 8 bytes.' }) }, 'Processor architecture.', { default: 'x64' }),
    PageSize: property({ kind: 'integer', type: 'ULONG', display: 'bytes' }, 'Value of PAGE_SIZE, in bytes.', { default: 4096 }),
    Header: property({ kind: 'word', words: words({ Microsoft: "ks.h of Microsoft's SDK or WDK.", MinGW: 'ks.h of mingw-w64.', ReactOS: 'ks.h of ReactOS.' }) }, 'Whose headers the driver is compiled with. Left out: unknown.'),
    HeaderVersion: property({ kind: 'text' }, 'Version of those headers, such as `10.0.26100`.'),
    LowestWindows: property({ kind: 'word', words: words({
      Windows98SE: 'Windows 98 Second Edition.', WindowsMe: 'Windows Me.', Windows2000: 'Windows 2000.', WindowsXP: 'Windows XP.', WindowsXPSP2: 'Windows XP Service Pack 2.', WindowsServer2003SP1: 'Windows Server 2003 Service Pack 1.',
      WindowsVista: 'Windows Vista.', Windows7: 'Windows 7.', Windows8: 'Windows 8.', Windows81: 'Windows 8.1.', Windows10: 'Windows 10.', Windows11: 'Windows 11.',
    }) }, 'Oldest Windows that the driver is meant to run on. Left out: unknown.'),
    Notes: notesField,
  },
});
