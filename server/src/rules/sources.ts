import type { Source } from '../ks/index';

const samples = 'https://github.com/microsoft/Windows-driver-samples/tree/main/avstream';
const reactos = 'https://github.com/reactos/reactos/blob/master';

/** A Microsoft sample driver, by its folder. */
export const sampleDriver = (name: 'avshws' | 'avssamp' | 'avscamera'): Source => ({ name: `${name} (sample driver)`, link: `${samples}/${name}` });

/** A file of ReactOS, which shows how one other implementation behaves. */
export const reactosFile = (path: string): Source => ({ name: `ReactOS ${path}`, link: `${reactos}/${path}` });

/** Header text that has no page of its own. */
export const headerText = (name: string): Source => ({ name });

const driverDocs = 'https://learn.microsoft.com/windows-hardware/drivers';

/** A rule of Driver Verifier for AVStream drivers, by its page: `ks-ksstreampointerlock`. */
export const verifierRule = (page: string, name: string): Source => ({ name: `${name} (Driver Verifier)`, link: `${driverDocs}/devtest/${page}` });

/** A topic of the debugger's documentation. */
export const debuggerTopic = (topic: string): Source => ({ name: topic, link: `${driverDocs}/debugger/${topic}` });

/** A topic of the kernel section of the driver documentation. */
export const kernelTopic = (topic: string): Source => ({ name: topic, link: `${driverDocs}/kernel/${topic}` });
