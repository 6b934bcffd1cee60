// The VS Code builds the npm registry carries, pinned together: these were run together.
/** VS Code 1.139.1 as a server with an extension host on Node. */
export const codeServerVersion = '4.139.1';
/** The Node that build asks for. */
export const hostNodeVersion = '24.21.0';
/** VS Code 1.137.0 as a static web build, with an extension host in a web worker. */
export const codeOssVersion = '1.137.0';
/** The server of that web build. */
export const testWebVersion = '0.0.81';
